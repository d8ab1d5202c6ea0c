"""What rows that are only ever added have in common."""

import pgtrigger


def never_emptied(name: str) -> pgtrigger.Trigger:
    """The table cannot be truncated; `Protect` alone watches single rows."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
    )
