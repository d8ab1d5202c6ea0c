"""History of rows of the ledger, signed by whoever changed them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model

from fangcun.base.http import signature
from fangcun.core.accounts.models import User


def keep_versions(rows: Sequence[Model], by: User, now: datetime) -> None:
    """Write down how these rows, all of one table, look after a change."""
    if not rows:
        return
    table: Any = type(rows[0])
    table.history.bulk_history_create(
        rows, update=True, default_user=signature(by), default_date=now
    )
