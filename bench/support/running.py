"""The whole site in its own processes, beside the benchmark: started, measured, stopped."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import psutil

READY = re.compile(r"http://127\.0\.0\.1:\d+")


class Site(NamedTuple):
    """`fangcun up` over the database of a benchmark."""

    address: str
    pid: int
    folder: Path

    @property
    def web(self) -> list[psutil.Process]:
        """The web server's parent first, then its workers."""
        for child in psutil.Process(self.pid).children():
            with suppress(psutil.Error):
                if "granian" in child.cmdline():
                    return [child, *child.children()]
        return []

    @property
    def database(self) -> list[psutil.Process]:
        return database_of(self.folder)

    @property
    def everything(self) -> list[psutil.Process]:
        own = psutil.Process(self.pid)
        return [own, *own.children(recursive=True), *self.database]


@contextmanager
def running_site(folder: Path, *, port: str) -> Iterator[Site]:
    process = subprocess.Popen(
        [sys.executable, "-m", "fangcun.config.command_line", "up"],
        env={**os.environ, "FANGCUN_PORT": port, "PYTHONPATH": "src", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Site(_address_said(process), process.pid, folder)
    finally:
        process.terminate()
        process.wait(60)


def database_of(folder: Path) -> list[psutil.Process]:
    """The embedded server and everything that it started."""
    pid = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    server = psutil.Process(pid)
    return [server, *server.children(recursive=True)]


def cpu_s(processes: Sequence[psutil.Process]) -> float:
    """What they have used so far, with those that the first of them has outlived."""
    total = 0.0
    for place, process in enumerate(processes):
        with suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system
            total += (times.children_user + times.children_system) if place == 0 else 0
    return total


def memory_mib(processes: Sequence[psutil.Process]) -> float:
    """Proportional share of everything, shared pages counted once."""
    total = 0
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            total += process.memory_full_info().pss
    return total / 2**20


def _address_said(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or []:
        if found := READY.search(line):
            return found.group()
    raise SystemExit("the site did not start")
