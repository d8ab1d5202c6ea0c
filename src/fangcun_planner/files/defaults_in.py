"""Functions, modules and rules that a file leaves out come from the rule pack, and it is said."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from fangcun_planner.defaults import default_functions, default_rules, rule_limits
from fangcun_planner.files.rows import function_rows, module_rows, rule_rows
from fangcun_planner.files.tables import Record, Table
from fangcun_planner.problems import Problem, Severity
from fangcun_planner.text import Text

USED_DEFAULTS = Text("没有此表，已用默认值", "the sheet is absent: defaults are used")


def with_defaults(tables: Mapping[str, Table]) -> tuple[dict[str, Table], list[Problem]]:
    """The tables with the absent ones of the rule pack filled in, and a warning for each."""
    functions, modules, rules = (tables[key] for key in ("functions", "modules", "rules"))
    result = dict(tables)
    problems: list[Problem] = []
    if not functions.is_present:
        result["functions"] = _filled(functions, function_rows(default_functions(), None))
        problems.append(_used_defaults(functions))
    if not modules.is_present:
        result["modules"] = _filled(modules, _modules_for(result["functions"]))
        problems.append(_used_defaults(modules))
    if not rules.is_present:
        result["rules"] = _filled(rules, rule_rows(default_rules()))
        problems.append(_used_defaults(rules))
    else:
        result["rules"], added = _completed(rules)
        problems += added
    problems += _senseless(result["rules"])
    return result, problems


def _filled(table: Table, rows: Iterable[dict[str, Any]]) -> Table:
    return replace(table, records=tuple(Record(0, row) for row in rows), is_present=True)


def _modules_for(functions: Table) -> Iterable[dict[str, Any]]:
    known = {record.get("code") for record in functions.rows}
    return (row for row in module_rows(default_functions()) if row["function"] in known)


def _used_defaults(table: Table) -> Problem:
    return table.problem(None, "", "", Severity.WARNING, USED_DEFAULTS)


def _completed(rules: Table) -> tuple[Table, list[Problem]]:
    """Add the rules that are missing, and say which; a rule nobody reads is said as well."""
    given = {record.get("code") for record in rules.rows}
    missing = [row for row in rule_rows(default_rules()) if row["code"] not in given]
    problems = [
        rules.problem(
            None,
            "code",
            row["code"],
            Severity.WARNING,
            Text(
                f"缺少规则“{row['name']}”，已用默认值{row['value']:g}",
                f"the rule “{row['name_en']}” is missing: the default {row['value']:g} is used",
            ),
        )
        for row in missing
    ]
    problems += [
        rules.problem(record, "code", record["code"], Severity.WARNING, _UNKNOWN)
        for record in rules.records
        if record["code"] not in rule_limits()
    ]
    records = (*rules.records, *(Record(0, row) for row in missing))
    return replace(rules, records=records), problems


def _senseless(rules: Table) -> Iterable[Problem]:
    for record in rules.records:
        limits = rule_limits().get(record["code"])
        if limits is None:
            continue
        value = record["value"]
        if not limits.least <= value <= limits.most:
            reason = Text(
                f"应在{limits.least:g}到{limits.most:g}之间",
                f"must be between {limits.least:g} and {limits.most:g}",
            )
            yield rules.problem(record, "value", value, Severity.ERROR, reason)
        elif limits.is_whole and value != int(value):
            reason = Text("应为整数", "must be a whole number")
            yield rules.problem(record, "value", value, Severity.ERROR, reason)


_UNKNOWN = Text("程序不读取这条规则", "the program does not read this rule")
