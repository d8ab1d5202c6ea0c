"""How the search stands, on one line that renews itself; plain lines where nobody watches."""

from types import TracebackType
from typing import Self, TextIO

from fangcun_planner.cli.patience import Patience
from fangcun_planner.siting.solve import Progress

PLAIN_EVERY_S = 5.0


class ProgressLine:
    """Called by the solver; answers False once the person at the terminal has had enough."""

    def __init__(self, stream: TextIO, patience: Patience) -> None:
        self._stream, self._patience = stream, patience
        self._live = stream.isatty()
        self._said_at: float | None = None

    def __call__(self, progress: Progress) -> bool:
        """Show where the run stands."""
        last = self._said_at
        if self._live or last is None or progress.seconds - last >= PLAIN_EVERY_S:
            self._said_at = progress.seconds
            line = progress_line(progress)
            self._stream.write(f"\r\x1b[2K{line}" if self._live else f"{line}\n")
            self._stream.flush()
        return not self._patience.is_over

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._live and self._said_at is not None:
            self._stream.write("\n")


def progress_line(progress: Progress) -> str:
    """Objective, bound and gap in a terminal's width."""
    return (
        f"{progress.seconds:5.1f} s  目标 objective {progress.objective:,.0f}"
        f"  上界 bound {progress.bound:,.0f}  差距 gap {progress.gap:.2%}"
    )
