"""One row at a time, by somebody who has read a certain version of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import F, Model
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal

Row = TypeVar("Row", bound=Model)


class ChangedMeanwhile(Refusal):
    """Somebody else has written a newer version."""


def write_revision(
    *, row: Row, revision: int, values: Mapping[str, Any], by: str, now: datetime
) -> Row:
    """Write `values` if the row still has the version that was read; no change, no version.

    The check is inside the UPDATE, so the second of two people can never overwrite the first.
    """
    table: Any = type(row)
    current = table.objects.get(pk=row.pk)
    if current.revision == revision and all(
        getattr(current, field) == value for field, value in values.items()
    ):
        return current  # type: ignore[no-any-return]
    unchanged = table.objects.filter(pk=row.pk, revision=revision)
    if not unchanged.update(**values, revision=F("revision") + 1):
        raise ChangedMeanwhile(_("您打开后，别人已修改过这条记录。请核对后再保存。"))
    written: Row = table.objects.get(pk=row.pk)
    table.history.bulk_history_create([written], update=True, default_user=by, default_date=now)
    return written
