"""A row that nobody has seen before, and the first page of its history."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Field, Model

BEGIN = """
    WITH made AS (INSERT INTO {table} ({columns}) VALUES ({values}) RETURNING *),
        kept AS (
            INSERT INTO {versions} ({tracked}, history_date, history_type, history_user_id,
                history_change_reason)
            SELECT {tracked}, %s, '+', %s, '' FROM made
        )
    SELECT {key} FROM made
"""


class _Words(NamedTuple):
    """The statement for the rows of one table, and the fields that it asks for."""

    statement: str
    fields: tuple["Field[Any, Any]", ...]


def begin(row: Model, *, by: str, now: datetime) -> None:
    """Write a new row and its first version, in one statement; `by` signs it."""
    statement, fields = _words_for(type(row))
    values = [one.get_db_prep_save(one.pre_save(row, True), connection) for one in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, now, by])
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias


@cache
def _words_for(table: Any) -> _Words:
    fields = tuple(one for one in table._meta.concrete_fields if not one.primary_key)
    versions = table.history.model
    statement = BEGIN.format(
        table=_named(table._meta.db_table),
        columns=_list(fields),
        values=", ".join(["%s"] * len(fields)),
        versions=_named(versions._meta.db_table),
        tracked=_list(versions.tracked_fields),
        key=_named(table._meta.pk.column),
    )
    return _Words(statement, fields)


def _list(fields: Any) -> str:
    return ", ".join(_named(one.column) for one in fields)


def _named(name: str) -> str:
    return connection.ops.quote_name(name)
