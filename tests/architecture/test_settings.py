"""Every setting is documented, and none is read behind the table's back."""

import re
from pathlib import Path

from fangcun.config.environment import SETTINGS

PROJECT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| `(\w+)` \| (?:`(.*)`)? ?\| (.*) \|$", re.MULTILINE)


class TestSettings:
    def test_table_and_code_are_equal(self):
        documented = ROW.findall((PROJECT / "docs" / "settings.md").read_text())

        assert documented == [(one.name, one.default, one.meaning) for one in SETTINGS]

    def test_environment_is_read_in_one_place(self):
        readers = {
            path.relative_to(PROJECT).as_posix()
            for path in (PROJECT / "src" / "fangcun").rglob("*.py")
            if re.search(r"os\.(environ(\.get|\[)|getenv)", path.read_text())
        }

        assert readers == {"src/fangcun/config/environment.py"}

    def test_names_in_scripts_are_known(self):
        known = {one.name for one in SETTINGS}
        texts = [path.read_text() for path in (PROJECT / "scripts").iterdir() if path.is_file()]

        used = set(re.findall(r"\bFANGCUN_\w+", "\n".join(texts)))

        assert used <= known
