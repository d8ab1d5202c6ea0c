"""Django's PostgreSQL engine, which can bring its own server and looks into one district's schema.

With ``EMBEDDED_DIR`` in the database's settings the wheel's server is started there on first
use, on a socket; the last process that used it stops it. Meant for demo, development and tests.
"""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from fangcun.base.postgresql.operations import DatabaseOperations
from fangcun.base.postgresql.server import embedded_server_address


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose unqualified names mean this district's tables."""

    ops_class = DatabaseOperations

    def get_connection_params(self) -> dict[str, Any]:
        embedded_dir = self.settings_dict.get("EMBEDDED_DIR")
        if embedded_dir:
            self.settings_dict.update(embedded_server_address(Path(embedded_dir)))
        params: dict[str, Any] = super().get_connection_params()
        params["options"] = f"-c search_path={','.join(self.settings_dict['SCHEMAS'])}"
        return params
