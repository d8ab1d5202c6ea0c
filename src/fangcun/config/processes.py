"""Processes that are kept running: started, started again when they die, stopped together."""

import os
import shutil
import signal
import subprocess
from collections import deque
from collections.abc import Sequence
from contextlib import suppress

MOST_DEATHS = 5
WITHIN_S = 60.0  # more deaths than that in this time: starting again does not help


class Child:
    """One process that ought to be running."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = [*_dies_with_its_parent(), *command]
        self._deaths: deque[float] = deque(maxlen=MOST_DEATHS)
        self._process = self._start()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def start_again(self, *, now_s: float) -> bool:
        """Start it anew; False where it has died too often of late."""
        self._deaths.append(now_s)
        if len(self._deaths) == MOST_DEATHS and now_s - self._deaths[0] < WITHIN_S:
            return False
        self._clear_away()
        self._process = self._start()
        return True

    def stop(self) -> None:
        """Ask it to end."""
        if self.is_alive:
            self._process.terminate()

    def wait(self, *, grace_s: float) -> None:
        """Until it has ended, by force after a while."""
        try:
            self._process.wait(grace_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _clear_away(self) -> None:
        """End what a killed process has left running: its own children share its session."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own, so that Ctrl-C reaches only the parent, which ends all in order.
        return subprocess.Popen(self._command, start_new_session=True, env=os.environ)


def stop_all(children: Sequence[Child], *, grace_s: float) -> None:
    for child in children:
        child.stop()
    for child in children:
        child.wait(grace_s=grace_s)


def _dies_with_its_parent() -> list[str]:
    """A prefix by which Linux ends the child when its parent is killed; nothing elsewhere."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM"] if setpriv else []
