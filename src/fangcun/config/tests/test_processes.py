"""Processes of one machine, killed the hard way."""

import os
import signal
import sys
import time

import psutil

from fangcun.config.processes import MOST_DEATHS, Child, stop_all

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
WITH_A_CHILD = [
    sys.executable,
    "-c",
    "import subprocess, sys, time;"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "print(child.pid, flush=True);"
    "time.sleep(60)",
]


def _lives(pid: int) -> bool:
    found = psutil.pid_exists(pid) and psutil.Process(pid).status()
    return found not in {False, psutil.STATUS_ZOMBIE}


def _until(claim) -> bool:
    for _ in range(100):
        if claim():
            return True
        time.sleep(0.05)
    return False


class TestChild:
    def test_is_started_again_when_it_was_killed(self):
        child = Child(SLEEP)
        first = child.pid
        os.kill(first, signal.SIGKILL)
        assert _until(lambda: not child.is_alive)

        assert child.start_again(now_s=0.0)

        assert child.is_alive
        assert child.pid != first
        stop_all([child], grace_s=5)

    def test_leaves_nothing_behind_that_it_had_started(self, capfd):
        child = Child(WITH_A_CHILD)
        grandchild = _number_said(capfd)
        os.kill(child.pid, signal.SIGKILL)
        assert _until(lambda: not child.is_alive)

        child.start_again(now_s=0.0)

        assert _until(lambda: not _lives(grandchild))
        stop_all([child], grace_s=5)

    def test_is_given_up_when_it_keeps_dying(self):
        child = Child([sys.executable, "-c", "raise SystemExit(1)"])

        answers = [child.start_again(now_s=float(second)) for second in range(MOST_DEATHS)]

        assert answers == [True] * (MOST_DEATHS - 1) + [False]
        child.wait(grace_s=5)

    def test_that_dies_seldom_is_always_started_again(self):
        child = Child([sys.executable, "-c", "raise SystemExit(1)"])

        answers = [child.start_again(now_s=100.0 * death) for death in range(MOST_DEATHS + 2)]

        assert all(answers)
        child.wait(grace_s=5)


def _number_said(capfd) -> int:
    said = ""
    while not said.endswith("\n"):
        time.sleep(0.05)
        said += capfd.readouterr().out
    return int(said)
