"""Writing once what is sent twice: a double click, a browser that tries again."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def written_once(*, table: type[Row], key: UUID | None, write: Callable[[], Row]) -> Row:
    """The row that carries this key already, or the one that `write` makes.

    Of two at the same moment, the second waits at the unique key and is given the first's row.
    """
    rows: Any = table.objects  # type: ignore[attr-defined]  # every table has its manager
    if key is None:
        return write()
    if (there := rows.filter(written_key=key).first()) is not None:
        return there  # type: ignore[no-any-return]
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        if (there := rows.filter(written_key=key).first()) is None:
            raise
        return there  # type: ignore[no-any-return]
