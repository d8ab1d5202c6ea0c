"""Writing what people are told, and the times that the law sets."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.catalog.states import Standing
from fangcun.core.consent.models import LegalLimit, Notice
from fangcun.core.consent.queries.notices import newest_notice, shipped
from fangcun.core.consent.states import Purpose
from fangcun.core.places.actions.revised import write_revision


class NewerVersion(Refusal):
    """Somebody else has written a newer version meanwhile."""


@dataclass(frozen=True, slots=True)
class WrittenNotice:
    """Why the data are needed and what it means for the resident, in both languages."""

    necessity_zh: str
    necessity_en: str
    impact_zh: str
    impact_en: str
    source: str
    checked_on: date | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class WrittenLimit:
    """A legal limit with its source."""

    value: int
    source: str
    checked_on: date | None
    standing: Standing


@transaction.atomic
def write_notice(
    *, purpose: Purpose, over_version: int, written: WrittenNotice, by: str, now: datetime
) -> Notice:
    """Write the next notice of a purpose; consents keep the one that was shown at the time."""
    newest = newest_notice(purpose)
    if over_version != (newest.version if newest else 0):
        raise NewerVersion(_("您打开后，别人已写了更新的版本。请在新版本上修改。"))
    row = Notice(
        purpose=purpose,
        version=over_version + 1,
        written_by=by,
        written_at=now,
        **asdict(written),
    )
    Notice.objects.bulk_create([row], ignore_conflicts=True)
    kept = Notice.objects.get(purpose=purpose, version=over_version + 1)
    if (kept.written_at, kept.written_by) != (now, by):
        raise NewerVersion(_("别人刚刚写了更新的版本。请在新版本上修改。"))
    return kept


@transaction.atomic
def change_limit(
    *, limit: LegalLimit, revision: int, written: WrittenLimit, by: str, now: datetime
) -> LegalLimit:
    """Correct a legal limit; what runs already keeps its day."""
    return write_revision(row=limit, revision=revision, values=asdict(written), by=by, now=now)


@transaction.atomic
def load_defaults(*, now: datetime) -> None:
    """Bring the notices and limits that the house ships; what is there is left alone."""
    told = shipped()
    for one in told["notices"]:
        if newest_notice(one["purpose"]) is None:
            write_notice(
                purpose=Purpose(one["purpose"]),
                over_version=0,
                written=WrittenNotice(
                    **{name: one[name] for name in one if name not in {"purpose", *_SOURCED}},
                    **_sourced(one),
                ),
                by="方寸",
                now=now,
            )
    missing = {one["code"]: one for one in told["limits"]}
    for code in LegalLimit.objects.values_list("code", flat=True):
        missing.pop(code, None)
    rows = [
        LegalLimit(code=code, value=one["value"], **_sourced(one)) for code, one in missing.items()
    ]
    LegalLimit.objects.bulk_create(rows)
    table: Any = LegalLimit
    table.history.bulk_history_create(rows, default_user="方寸", default_date=now)


_SOURCED = ("source", "checked_on", "standing")


def _sourced(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "source": one["source"],
        "checked_on": date.fromisoformat(one["checked_on"]),
        "standing": Standing(one["standing"]),
    }
