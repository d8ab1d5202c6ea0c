"""Many people at once over HTTP, from one light process: bare sockets, prepared bytes."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode, urlsplit

PATIENCE_S = 10.0
AGAIN_AFTER_S = 0.1
GIVES_UP_AFTER_S = 90.0
CUT_OFF = (OSError, EOFError, TimeoutError, ValueError)  # whatever a killed server leaves behind
Item = TypeVar("Item")


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str


@dataclass(slots=True)
class Times:
    """How long each answer took, from the first attempt on, and what had to be sent again."""

    seconds: list[float] = field(default_factory=list)
    sent_again: int = 0
    whole_s: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.seconds) / self.whole_s

    def ms(self, percent: int) -> float:
        if percent == 50:
            return median(self.seconds) * 1000
        return quantiles(self.seconds, n=100)[percent - 1] * 1000


class Line:
    """One connection that is kept open, and opened again after it broke."""

    def __init__(self, site: str, times: Times) -> None:
        self._host, self._port = urlsplit(site).hostname, urlsplit(site).port
        self._times = times
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, path: str, *, cookies: dict[str, str], form: dict[str, str] | None = None
    ) -> Answer:
        """The site's answer; what was cut off is sent again, the same bytes, until one comes."""
        sent, began = _request(path, f"{self._host}:{self._port}", cookies, form), perf_counter()
        while True:
            try:
                answer = await asyncio.wait_for(self._try(sent), PATIENCE_S)
                if answer.status < 500:
                    self._times.seconds.append(perf_counter() - began)
                    return answer
            except CUT_OFF:
                self.close()
            if perf_counter() - began > GIVES_UP_AFTER_S:
                raise SystemExit("the site does not answer any more")
            self._times.sent_again += 1
            await asyncio.sleep(AGAIN_AFTER_S)

    def close(self) -> None:
        if self._streams is not None:
            with suppress(OSError):
                self._streams[1].close()
            self._streams = None

    async def _try(self, sent: bytes) -> Answer:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        writer.write(sent)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = [line.partition(": ") for line in head[1:] if line]
        headers = {name.lower(): value for name, _colon, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        return Answer(int(head[0].split()[1]), headers, body.decode())


def rush(
    site: str,
    items: Iterable[Item],
    act: Callable[[Line, Item], Awaitable[None]],
    *,
    clients: int,
    beside: Callable[[], Awaitable[None]] | None = None,
) -> Times:
    """So many at once take the next item and act, until none is left; `beside` runs meanwhile."""
    return asyncio.run(_rush(site, list(items)[::-1], act, clients, beside))


async def _rush(
    site: str,
    waiting: list[Item],
    act: Callable[[Line, Item], Awaitable[None]],
    clients: int,
    beside: Callable[[], Awaitable[None]] | None,
) -> Times:
    times = Times()

    async def one() -> None:
        line = Line(site, times)
        while waiting:
            await act(line, waiting.pop())
        line.close()

    began = perf_counter()
    async with asyncio.TaskGroup() as group:
        for _client in range(clients):
            group.create_task(one())
        if beside is not None:
            group.create_task(beside())
    times.whole_s = perf_counter() - began
    return times


def _request(path: str, host: str, cookies: dict[str, str], form: dict[str, str] | None) -> bytes:
    body = urlencode(form or {})
    method = "GET" if form is None else "POST"
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    kind = "application/x-www-form-urlencoded"
    return (
        f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()
