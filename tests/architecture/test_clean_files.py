"""No tracked file names a package host, a path of one machine, or carries a secret."""

import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
# Spelt in halves, so that this file itself stays clean.
HOSTS = re.compile(
    r"|".join(
        rf"{name}\.{rest}"
        for name, rest in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "(?:org|com)"),
            ("deb", "debian"),
        )
    )
)
PATHS = re.compile(r"(?<![\w.])/(work|home|root|Users)/\w")
SECRETS = re.compile(r"BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}")
FORBIDDEN_NAMES = {"uv.lock", "pylock.toml"}
THIS_FILE = Path(__file__).name


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, check=True, capture_output=True, text=True
    ).stdout
    return [PROJECT / name for name in listed.split("\0") if name and (PROJECT / name).is_file()]


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""


class TestTrackedFiles:
    def test_name_no_host_no_path_no_secret(self):
        guilty = [
            f"{path.relative_to(PROJECT)}: {found.group()}"
            for path in _tracked()
            if path.name != THIS_FILE
            for pattern in (HOSTS, PATHS, SECRETS)
            if (found := pattern.search(_text(path)))
        ]

        assert guilty == []

    def test_no_lock_that_records_hosts(self):
        assert not FORBIDDEN_NAMES & {path.name for path in _tracked()}

    def test_locks_are_pinned_by_hash(self):
        for name in ("site", "dev", "build", "uv"):
            text = (PROJECT / "requirements" / f"{name}.txt").read_text()
            pins = re.findall(r"^[a-z0-9][\w.-]*==.*(?:\\)?$", text, re.MULTILINE | re.IGNORECASE)
            assert pins
            assert len(re.findall(r"--hash=sha256:", text)) >= len(pins)
