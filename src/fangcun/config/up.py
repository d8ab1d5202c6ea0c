"""Everything that one machine needs to serve the site: database, web, worker; one Ctrl-C ends all.

Production runs the same three with a process manager of its own (docs/guides/operation.md).
"""

import fcntl
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import IO

import django
from django.conf import settings
from django.core.management import call_command

from fangcun.base.postgresql.server import keep_embedded_server
from fangcun.config import environment
from fangcun.config.processes import Child, stop_all

LAST_PORT_TRIED = 50  # ports after the wanted one
MOST_WEB_WORKERS = 4
POLL_S = 0.2
GRACE_S = 6.0  # a calculation cut short is found and can be started again
CLAIMS: list[IO[str]] = []  # kept open: a lock ends with its file


def up() -> int:
    """Bring the database up to date, then serve until somebody says stop."""
    stop = _StopOnSignal()
    django.setup()
    _say("准备数据库 · preparing the database …")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_defaults")
    if settings.DEMO:
        _say("检查演示数据 · checking the demo district …")
        call_command("load_demo")
    port = _free_port(int(environment.read("FANGCUN_PORT")))
    children = [Child(_web(port)), Child(_worker())]
    _wait_until_open(port, children, stop)
    _greet(port)
    code = _watch(children, stop)
    _say("正在停止 · stopping …")
    stop_all(children, grace_s=GRACE_S)
    _say("已停止 · stopped.")
    return code


class _StopOnSignal:
    """Remembers that somebody pressed Ctrl-C or asked the process to end."""

    def __init__(self) -> None:
        self.asked = False
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._ask)

    def _ask(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True


def _web(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(_web_workers())),
        *("--blocking-threads", "2", "--no-ws", "--log-level", "warning"),
        "fangcun.config.wsgi:application",
    ]


def _web_workers() -> int:
    """A process for each core: threads of one process take turns. Few, for each holds memory."""
    return max(1, min(os.cpu_count() or 1, MOST_WEB_WORKERS))


def _worker() -> list[str]:
    return [
        sys.executable,
        "-m",
        "fangcun.config.command_line",
        "procrastinate",
        "worker",
        "--delete-jobs",
        "successful",
    ]


def _free_port(wanted: int) -> int:
    """The wanted port, or the next one that nobody listens on, saying so."""
    for port in range(wanted, wanted + LAST_PORT_TRIED):
        if not _is_free(port) or not _is_claimed(port):
            continue
        if port != wanted:
            _say(f"端口 {wanted} 已被占用，改用 {port} · port {wanted} is taken, using {port}")
        return port
    raise SystemExit(f"没有空闲端口 · no free port from {wanted} on")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _is_claimed(port: int) -> bool:
    """Claim a port among the sites of this machine, until this process ends.

    The web server shares its port with whoever asks for the same one, so two sites that start at
    once would answer each other's visitors.
    """
    claim = (Path(tempfile.gettempdir()) / f"fangcun-port-{port}.lock").open("a")
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        claim.close()
        return False
    CLAIMS.append(claim)
    return True


def _wait_until_open(port: int, children: Sequence[Child], stop: _StopOnSignal) -> None:
    while not stop.asked and all(child.is_alive for child in children):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(POLL_S)


def _greet(port: int) -> None:
    _say(f"方寸已就绪 · Fangcun is ready: http://127.0.0.1:{port}")
    if settings.DEMO:
        call_command("demo_logins")
    _say("按 Ctrl-C 停止 · press Ctrl-C to stop")


def _watch(children: Sequence[Child], stop: _StopOnSignal) -> int:
    """Until a signal comes (0): whoever dies is started again; 1 if that does not help."""
    embedded = settings.DATABASES["default"].get("EMBEDDED_DIR")
    while not stop.asked:
        if embedded and keep_embedded_server(Path(embedded)):
            _say("数据库意外退出，已重新启动 · the database ended unexpectedly, started again")
        for child in children:
            if child.is_alive:
                continue
            if not child.start_again(now_s=time.monotonic()):
                _say("一个进程反复意外退出 · a process keeps ending unexpectedly")
                return 1
            _say("一个进程意外退出，已重新启动 · a process ended unexpectedly, started again")
        time.sleep(POLL_S)
    return 0


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
