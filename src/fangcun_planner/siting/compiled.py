"""Compiled loops that are kept between runs, and thrown away when any of them has changed.

numba keeps compiled code per file and notices when that file changes, but not when a function
that it calls lies in another file. So all of it goes as soon as one source is newer.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ParamSpec, TypeVar

from numba import njit

_Takes = ParamSpec("_Takes")
_Gives = TypeVar("_Gives")


def compiled(function: Callable[_Takes, _Gives]) -> Callable[_Takes, _Gives]:
    """Compile at first use, keep for the next run."""
    kept: Callable[_Takes, _Gives] = njit(cache=True)(function)
    return kept


def forget_stale(folder: Path) -> None:
    """Remove compiled code in a folder that is older than its newest source."""
    newest = max(source.stat().st_mtime for source in folder.glob("*.py"))
    for index in (folder / "__pycache__").glob("*.nbi"):
        with suppress(OSError):  # another process did it, or the folder is read-only
            if index.stat().st_mtime < newest:
                index.unlink()


forget_stale(Path(__file__).parent)
