"""Days and hours as the reader of a page says them."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _


def day(moment: date | None) -> str:
    """2月8日."""
    return _as_read(moment, _("n月j日"))


def day_time(moment: datetime | None) -> str:
    """2月8日 09:30."""
    return _as_read(moment, _("n月j日 H:i"))


def _as_read(moment: date | None, how: str) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return str(formats.date_format(local, how))
