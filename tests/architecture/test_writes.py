"""Only `actions` write; pages, queries and rules do not."""

import ast
from pathlib import Path

SITE = Path(__file__).resolve().parents[2] / "src" / "fangcun"
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "select_for_update",
    "raw",
}
QUERYSET_UPDATE = "update"


def _is_action(path: Path) -> bool:
    return path.stem == "actions" or "actions" in path.parts


def _is_product(path: Path) -> bool:
    return not {"tests", "migrations"} & set(path.parts)


def _writes(path: Path) -> list[str]:
    """Calls that write rows; `update` only where it is called on something like a queryset."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name = node.func.attr
        on_rows = "objects" in ast.unparse(node.func.value) or ".filter(" in ast.unparse(node.func)
        if (name in WRITES and name != "delete") or (
            name in {QUERYSET_UPDATE, "delete"} and on_rows
        ):
            found.append(f"{path.relative_to(SITE)}:{node.lineno} {name}")
    return found


class TestWrites:
    def test_only_actions_write(self):
        writers = [
            where
            for path in sorted(SITE.rglob("*.py"))
            if _is_product(path) and not _is_action(path) and path.parts[-2] != "postgresql"
            for where in _writes(path)
        ]

        assert writers == []

    def test_referee_sees_a_write(self):
        assert _writes(SITE / "core" / "accounts" / "actions" / "accounts.py") != []

    def test_no_signals_and_no_save_overridden(self):
        guilty = []
        for path in sorted(SITE.rglob("*.py")):
            if not _is_product(path):
                continue
            text = path.read_text()
            if "django.db.models.signals" in text or "django.dispatch" in text:
                guilty.append(f"{path.relative_to(SITE)}: signals")
            if path.stem == "models" and "def save(" in text:
                guilty.append(f"{path.relative_to(SITE)}: save()")

        assert guilty == []
