"""Rows that name one another: no key twice, no reference into the void."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from fangcun_planner.files.schema import Column, Kind, same_name, same_word
from fangcun_planner.files.tables import Record, Table
from fangcun_planner.problems import Problem, Severity
from fangcun_planner.text import Text

Keys = tuple[Mapping[str, str | None], ...]
"""Key of a row by the words that name it, the surest words first; None where rows share one."""


def repeated(table: Table) -> Iterable[Problem]:
    """Every row whose key another row above has already."""
    first_row: dict[tuple[Any, ...], int] = {}
    for record in table.rows:
        if not table.sheet.unique or not all(key in record.values for key in table.sheet.unique):
            continue
        key = tuple(record[column] for column in table.sheet.unique)
        if key in first_row:
            yield table.problem(
                record,
                table.sheet.unique[0],
                "、".join(map(str, key)),
                Severity.ERROR,
                Text(f"与第{first_row[key]}行重复", f"the same as in row {first_row[key]}"),
            )
        first_row.setdefault(key, record.row)


def linked(tables: Mapping[str, Table]) -> tuple[dict[str, Table], list[Problem]]:
    """The tables with every reference replaced by the key it means, and the wrong references."""
    targets = {column.refers_to for table in tables.values() for column in table.sheet.columns}
    keys = {key: _keys_of(tables[key]) for key in targets & tables.keys() if tables[key].is_present}
    problems: list[Problem] = []
    result = {}
    for key, table in tables.items():
        values = [dict(record.values) for record in table.rows]
        for column in table.sheet.columns:
            if column.refers_to in keys:  # a missing sheet is said once, not in every row
                target = tables[column.refers_to]
                problems += _link_column(table, column, target, keys[target.sheet.key], values)
        rows = [Record(r.row, v) for r, v in zip(table.rows, values, strict=True)]
        result[key] = replace(table, records=tuple(rows[: len(table.records)]))
    return result, problems


def _keys_of(table: Table) -> Keys:
    """Rows are called by their keys, else by their names where these are not shared."""
    key = table.sheet.unique[0]
    rows = [row for row in table.rows if row.get(key)]
    names = [
        (row.values[column], row[key])
        for row in rows
        for column in ("name", "name_en")
        if row.get(column)
    ]
    return (
        {row[key]: row[key] for row in rows},
        _unless_shared((same_name(row[key]), row[key]) for row in rows),
        _unless_shared((same_name(name), code) for name, code in names),
        _unless_shared((same_word(name), code) for name, code in names),
    )


def _unless_shared(pairs: Iterable[tuple[str, str]]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for word, key in pairs:
        found[word] = key if found.get(word, key) == key else None
    return found


def _look_up(word: str, keys: Keys) -> tuple[str | None, bool]:
    """The key that a word means, and whether any row is called so."""
    exactly, *loosely, without_brackets = keys
    tries = [(exactly, word), *((names, same_name(word)) for names in loosely)]
    tries.append((without_brackets, same_word(word)))
    return next(((names[form], True) for names, form in tries if form in names), (None, False))


def _link_column(
    table: Table, column: Column, target: Table, keys: Keys, values: list[dict[str, Any]]
) -> Iterable[Problem]:
    """Replace the words of one column by keys, row by row, and yield those that mean nothing."""
    is_list = column.kind is Kind.REFERENCES
    for record, row in zip(table.rows, values, strict=True):
        if column.key not in row:
            continue
        words = row[column.key] if is_list else (row[column.key],)
        found = [_look_up(word, keys) for word in words]
        meant = tuple(key for key, _ in found)
        row[column.key] = meant if is_list else meant[0]
        for word, (key, is_known) in zip(words, found, strict=True):
            if key is None:
                reason = _void(target, word, is_shared=is_known)
                yield table.problem(record, column.key, word, Severity.ERROR, reason)


def _void(target: Table, word: str, *, is_shared: bool) -> Text:
    if is_shared:
        return Text(
            f"“{target.title}”表中有几行名为“{word}”，请填编号或代码",
            f"several rows of “{target.sheet.name.en}” have the name “{word}”: use id or code",
        )
    return Text(
        f"“{target.title}”表中没有“{word}”",
        f"there is no “{word}” in “{target.sheet.name.en}”",
    )
