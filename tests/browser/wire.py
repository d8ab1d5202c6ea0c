"""A wire between a browser and the site that a test can cut.

The browser's own switch for "offline" leaves service workers with their network, so it proves
nothing about them.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Wire:
    """Carries bytes both ways, until it is cut; mended, it carries them again."""

    def __init__(self, site: str) -> None:
        there = urlsplit(site)
        self._site = (there.hostname or "127.0.0.1", there.port or 80)
        self._open: set[socket.socket] = set()
        self._is_cut = False
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._let_in, daemon=True).start()

    def cut(self) -> None:
        self._is_cut = True
        for end in list(self._open):
            self._close(end)

    def mend(self) -> None:
        self._is_cut = False

    def close(self) -> None:
        self.cut()
        self._door.close()

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                here, _where = self._door.accept()
                if self._is_cut:
                    here.close()
                    continue
                there = socket.create_connection(self._site)
                self._open |= {here, there}
                for ends in ((here, there), (there, here)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while some := source.recv(65536):
                target.sendall(some)
        self._close(source)
        self._close(target)

    def _close(self, end: socket.socket) -> None:
        self._open.discard(end)
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def a_wire_to(site: str) -> Iterator[Wire]:
    wire = Wire(site)
    yield wire
    wire.close()
