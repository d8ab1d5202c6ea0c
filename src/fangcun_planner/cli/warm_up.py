"""Compile the solver's kernels before the clock starts; later runs find them ready."""

import sys
from threading import Timer

from fangcun_planner.siting.warm_up import warm_up
from fangcun_planner.text import Text

SAY_AFTER_S = 2.0
FIRST_TIME = Text(
    "首次运行：正在编译计算内核，约需一分钟，以后不再需要",
    "first run: compiling the solver, about a minute, never again",
)


def warm_up_saying_so() -> None:
    """Compile what is not compiled yet; say why it takes long where it does."""
    notice = Timer(SAY_AFTER_S, lambda: print(FIRST_TIME, file=sys.stderr, flush=True))
    notice.daemon = True
    notice.start()
    try:
        warm_up()
    finally:
        notice.cancel()
