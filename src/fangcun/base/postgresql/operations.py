"""Emptying a database: the one thing that rows which are kept for good must let through."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import operations

KEEPERS_ASLEEP = "SET LOCAL session_replication_role = replica"
KEEPERS_AWAKE = "SET LOCAL session_replication_role = origin"


class DatabaseOperations(operations.DatabaseOperations):
    """PostgreSQL's own, with a `flush` that gets past triggers which refuse to truncate.

    Only a superuser of the database may put triggers to sleep: tests and the embedded server
    are such, an account in production is not, and its `flush` is refused.
    """

    def sql_flush(
        self,
        style: Any,
        tables: Sequence[str],
        *,
        reset_sequences: bool = False,
        allow_cascade: bool = False,
    ) -> list[str]:
        emptying: list[str] = super().sql_flush(
            style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade
        )
        return [KEEPERS_ASLEEP, *emptying, KEEPERS_AWAKE] if emptying else []
