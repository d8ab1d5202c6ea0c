"""A site on an embedded server in a folder that is thrown away, and how long it takes."""

import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from time import perf_counter
from typing import Any, NamedTuple

SETTINGS = "fangcun.config.settings"


class Times(NamedTuple):
    """Of one act, done many times."""

    p50_ms: float
    p95_ms: float
    statements: int


@contextmanager
def bench_site(name: str, *, settings: str = SETTINGS) -> Iterator[Path]:
    """Django with its tables made, no second factor and no demo; the folder it lives in."""
    folder = Path(mkdtemp(prefix=f"fangcun-{name}-"))
    os.environ |= {
        "FANGCUN_VAR_DIR": str(folder),
        "FANGCUN_DATABASE_URL": "",
        "FANGCUN_DEMO": "0",
        "FANGCUN_SECOND_FACTOR": "0",
        "FANGCUN_ALLOWED_HOSTS": "127.0.0.1,testserver",
        "FANGCUN_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": settings,
    }
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    logging.disable(logging.WARNING)  # a page that somebody may not see is skipped, not news
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    try:
        yield folder
    finally:
        connections.close_all()  # the last one out stops the server
        shutil.rmtree(folder, ignore_errors=True)


def timed(act: Callable[[int], Any], *, rounds: int) -> Times:
    """Do it once to warm up and count its statements, then again and again by number."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act(0)
    statements = len(captured)  # later requests clear the log
    times = []
    for number in range(1, rounds + 1):
        began = perf_counter()
        act(number)
        times.append((perf_counter() - began) * 1000)
    return Times(median(times), quantiles(times, n=20)[-1], statements)
