"""Categories of needs: the list to start from, and its changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.catalog.states import Standing
from fangcun.core.places.actions.revised import write_revision
from fangcun.services.desk.models import Category

DEFAULTS_SIGNED_BY = "fangcun"


class CategoryCodeTaken(Refusal):
    """Another category has this code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCategory:
    """What may be changed of a category."""

    name_zh: str
    name_en: str
    service: ServiceKind | None
    keywords: list[str]
    questions: list[dict[str, str]]
    due_amount: int
    due_unit: str
    urgent_minutes: int
    source: str
    checked_on: date | None
    standing: Standing
    is_in_use: bool


@transaction.atomic
def add_category(*, code: str, written: WrittenCategory, by: str, now: datetime) -> Category:
    """Put needs of another kind into a drawer of their own."""
    last = Category.objects.aggregate(last=Max("position"))["last"] or 0
    row = Category(code=code, position=last + 1, **_values(written))
    row._history_user, row._history_date = by, now  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise CategoryCodeTaken(_("代码“{code}”已被使用，请换一个。").format(code=code)) from error
    return row


@transaction.atomic
def change_category(
    *, category: Category, revision: int, written: WrittenCategory, by: str, now: datetime
) -> Category:
    """Another name, question or time; requests that are in the book keep the time they have."""
    return write_revision(row=category, revision=revision, values=_values(written), by=by, now=now)


@transaction.atomic
def load_default_categories(now: datetime) -> list[Category]:
    """Write the categories to start from that are not there yet.

    May be called again at any time: what people have changed stays as they changed it. Services
    that were not in the catalogue the first time are filled in where nobody has edited.
    """
    services = {service.code: service for service in ServiceKind.objects.all()}
    given = [_default(row, position, services) for position, row in enumerate(_rows(), start=1)]
    present = set(Category.objects.values_list("code", flat=True))
    new = [category for category in given if category.code not in present]
    Category.objects.bulk_create(new)
    versions: Any = Category.history
    versions.bulk_history_create(new, default_user=DEFAULTS_SIGNED_BY, default_date=now)
    for category in given:
        if category.service is not None:
            Category.objects.filter(code=category.code, service=None, revision=1).update(
                service=category.service
            )
    return new


def _values(written: WrittenCategory) -> dict[str, Any]:
    return {field.name: getattr(written, field.name) for field in fields(written)}


def _default(row: dict[str, Any], position: int, services: Mapping[str, ServiceKind]) -> Category:
    return Category(
        **{
            **row,
            "position": position,
            "service": services.get(row["service"]),
            "checked_on": date.fromisoformat(row["checked_on"]),
            "standing": Standing(row["standing"]),
        }
    )


def _rows() -> list[dict[str, Any]]:
    text = files("fangcun.services.desk").joinpath("data", "categories.json").read_text("utf-8")
    rows: list[dict[str, Any]] = json.loads(text)
    return rows
