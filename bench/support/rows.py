"""Rows put into a database by the hundred thousand."""

from collections.abc import Iterable, Iterator
from typing import Any


def run(statements: Iterable[str]) -> None:
    """Statements whose chances fall the same way every time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        for statement in statements:
            cursor.execute(statement)


def copy(table: str, rows: Iterator[dict[str, Any]]) -> None:
    """Rows that Python made, all with the columns of the first."""
    from django.db import connection

    first = next(rows)
    with connection.cursor() as cursor:
        asked: Any = cursor.copy(f"COPY {table} ({', '.join(first)}) FROM STDIN")
        with asked as copied:
            copied.write_row(tuple(first.values()))
            for row in rows:
                copied.write_row(tuple(row.values()))


def filled(table: str, given: dict[str, str], rows: int | str) -> str:
    """Rows of a table in which every column that is not given has its model's default.

    `rows` says how many, each with its number `n`, or where they are selected from.
    """
    from django.apps import apps

    app, name = table.split("_", 1)
    values = dict(given)
    for field in apps.get_model(app, name)._meta.concrete_fields:
        if field.column in values or field.null or field.primary_key:
            continue
        values[field.column] = _literal(field.get_default())
    columns, made = ", ".join(values), ", ".join(values.values())
    source = f"generate_series(1, {rows}) n" if isinstance(rows, int) else rows
    return f"INSERT INTO {table} ({columns}) SELECT {made} FROM {source}"


def size_of(*relations: str) -> str:
    """How large tables with their indexes, or an index, are on disk, in words."""
    from django.db import connection

    sizes = " + ".join(f"pg_total_relation_size('{name}')" for name in relations)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_size_pretty({sizes})")
        (size,) = cursor.fetchone()
    return str(size)


def settle() -> None:
    """As after a night's vacuum; and numbers go on after those that were given here."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
        cursor.execute("VACUUM (ANALYZE)")


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple | dict):
        return "'[]'::jsonb" if isinstance(value, list) and not value else "'{}'"
    return str(value) if isinstance(value, int | float) else f"'{value or ''}'"
