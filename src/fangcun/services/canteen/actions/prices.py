"""Classes of people who pay prices of their own."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.catalog.states import Standing
from fangcun.core.places.actions.revised import write_revision
from fangcun.services.canteen.models import PriceClass


class CodeTaken(Refusal):
    """Another class has this code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenClass:
    """What may be changed of a price class; no conditions: it is given at the counter."""

    name_zh: str
    name_en: str
    conditions: Mapping[str, Any]
    source: str
    checked_on: date | None
    standing: Standing


@transaction.atomic
def add_price_class(*, code: str, written: WrittenClass, by: str, now: datetime) -> PriceClass:
    """A class of people who pay a price of their own."""
    last = PriceClass.objects.aggregate(last=Max("position"))["last"]
    row = PriceClass(code=code, position=0 if last is None else last + 1, **asdict(written))
    row._history_user, row._history_date = by, now  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise CodeTaken(_("代码“{code}”已被使用，请换一个。").format(code=code)) from error
    return row


@transaction.atomic
def change_price_class(
    *, price_class: PriceClass, revision: int, written: WrittenClass, by: str, now: datetime
) -> PriceClass:
    """Correct who belongs to a class, or where that is written."""
    return write_revision(
        row=price_class, revision=revision, values=asdict(written), by=by, now=now
    )
