"""Transactions of actions that are part of others."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def joined(act: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """In the transaction of whoever calls, or in one of its own if there is none.

    For actions that have nothing to take back when they refuse: whatever they write is written
    after the last refusal, or within a savepoint. `transaction.atomic` would set one more.
    """

    @wraps(act)
    def acting(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        if connection.in_atomic_block:
            return act(*args, **kwargs)
        with transaction.atomic():
            return act(*args, **kwargs)

    return acting
