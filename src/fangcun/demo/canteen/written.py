"""What is written of the demo's canteen, and keys that stay the same however often it is loaded."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

DATA = Path(__file__).parents[1] / "data"
BY = "演示"
OF_THE_DEMO = UUID(int=588)


@cache
def written() -> dict[str, Any]:
    return tomllib.loads((DATA / "canteen.toml").read_text())


def key(*named: object) -> UUID:
    """One thing of the demo has one key."""
    return uuid5(OF_THE_DEMO, " ".join(str(part) for part in named))
