"""The map of the house names every room that stands, and none that does not."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SITE = PROJECT / "src" / "fangcun"
PLANNER = PROJECT / "src" / "fangcun_planner"
MAP = (PROJECT / "docs" / "map.md").read_text()
GROUPS = {"core", "services", "oversight", "doors"}


def _section(title: str) -> set[str]:
    text = MAP.split(f"## {title}", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"^\| `([\w/.]+)` \|", text, re.MULTILINE))


def _children(folder: Path) -> set[str]:
    return {
        path.name
        for path in folder.iterdir()
        if (path.is_dir() and (path / "__init__.py").exists())
        or (path.suffix == ".py" and path.name != "__init__.py")
    }


class TestMap:
    def test_planner_folders(self):
        assert _section("The planner: `src/fangcun_planner`") == _children(PLANNER)

    def test_rooms_of_the_site(self):
        rooms = set()
        for name in _children(SITE):
            rooms |= (
                {f"{name}/{room}" for room in _children(SITE / name)} if name in GROUPS else {name}
            )

        assert _section("The site: `src/fangcun`") == rooms

    def test_folders_around(self):
        around = {
            path.name
            for path in PROJECT.iterdir()
            if path.is_dir()
            and not path.name.startswith(".")
            and path.name not in {"src", "var", "requirements"}
        }

        assert _section("Around it") == around
