"""Ctrl-C ends the search, not the work: what was found is kept and written."""

import signal
from types import FrameType, TracebackType
from typing import Self


class Patience:
    """Until the first Ctrl-C; the second one ends the program at once."""

    def __init__(self) -> None:
        self.is_over = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._end)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _end(self, signal_number: int, frame: FrameType | None) -> None:
        self.is_over = True
        signal.signal(signal_number, signal.default_int_handler)
