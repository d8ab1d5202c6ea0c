"""The embedded server ends with the last process that used it, killed ones not counted."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

USE_IT = """
import sys
from pathlib import Path
from fangcun.base.postgresql.server import embedded_server_address

embedded_server_address(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.read()
"""


ALL_AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from fangcun.base.postgresql.server import embedded_server_address

with ThreadPoolExecutor(8) as threads:
    found = list(threads.map(embedded_server_address, [Path(sys.argv[1])] * 8))
print(len({address["HOST"] for address in found}))
"""


def _user_of(folder: Path) -> subprocess.Popen[str]:
    user = subprocess.Popen(
        [sys.executable, "-c", USE_IT, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert user.stdout.readline() == "ready\n"
    return user


def _leave(user: subprocess.Popen[str]) -> None:
    user.stdin.close()
    user.wait(30)


def _is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


class TestEmbeddedServer:
    def test_ends_with_its_last_user_even_if_another_was_killed(self):
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / "postgres"
            first, second = _user_of(folder), _user_of(folder)
            server = int((folder / "postmaster.pid").read_text().splitlines()[0])

            first.kill()
            first.wait()
            assert _is_alive(server)
            _leave(second)

            deadline = time.monotonic() + 20
            while _is_alive(server) and time.monotonic() < deadline:
                time.sleep(0.1)
            assert not _is_alive(server)
            assert not (folder / "postmaster.pid").exists()

    def test_is_found_by_threads_that_ask_at_once(self):
        with tempfile.TemporaryDirectory(prefix="fc") as folder:
            said = subprocess.run(
                [sys.executable, "-c", ALL_AT_ONCE, str(Path(folder) / "postgres")],
                capture_output=True,
                check=True,
                text=True,
            )

        assert said.stdout == "1\n"
