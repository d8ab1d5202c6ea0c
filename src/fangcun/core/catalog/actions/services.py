"""Services that residents can receive: the list to start from, and its changes."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.catalog.models import Function, ServiceKind
from fangcun.core.catalog.states import Standing
from fangcun.core.places.actions.revised import write_revision

FEN_PER_YUAN = 100


class CodeTaken(Refusal):
    """Another service has this code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenService:
    """What may be changed of a service."""

    name_zh: str
    name_en: str
    function: Function | None
    unit_zh: str
    unit_en: str
    price_fen: int
    usual_minutes: int
    is_at_home: bool
    is_offered: bool
    source: str
    checked_on: date | None
    standing: Standing


@transaction.atomic
def add_service(*, code: str, written: WrittenService, by: str, now: datetime) -> ServiceKind:
    """Offer a service that was not on the list."""
    last = ServiceKind.objects.aggregate(last=Max("position"))["last"] or 0
    row = ServiceKind(code=code, position=last + 1, **_values(written))
    row._history_user, row._history_date = by, now  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise CodeTaken(_("代码“{code}”已被使用，请换一个。").format(code=code)) from error
    return row


@transaction.atomic
def change_service(
    *, service: ServiceKind, revision: int, written: WrittenService, by: str, now: datetime
) -> ServiceKind:
    """Correct a service, its price or its source."""
    return write_revision(row=service, revision=revision, values=_values(written), by=by, now=now)


@transaction.atomic
def load_default_services(*, by: str, now: datetime) -> list[ServiceKind]:
    """Write the services to start from that are not there yet, and their functions where known.

    May be called again at any time: what people have changed stays as they changed it.
    """
    functions = {function.code: function for function in Function.objects.all()}
    given = [_default(row, position, functions) for position, row in enumerate(_rows())]
    present = set(ServiceKind.objects.values_list("code", flat=True))
    new = [service for service in given if service.code not in present]
    ServiceKind.objects.bulk_create(new)
    versions: Any = ServiceKind.history
    versions.bulk_history_create(new, default_user=by, default_date=now)
    for service in given:
        if service.function is not None:
            _link_function(service)
    return new


def _link_function(given: ServiceKind) -> None:
    """Where nobody has changed the service yet; its first version too, or the next to correct it
    would seem to have changed the function.
    """
    first: Any = ServiceKind.history
    for rows in (ServiceKind.objects.all(), first.all()):
        rows.filter(code=given.code, function=None, revision=1).update(function=given.function)


def _values(written: WrittenService) -> dict[str, Any]:
    return {field.name: getattr(written, field.name) for field in fields(written)}


def _default(row: dict[str, str], position: int, functions: Mapping[str, Function]) -> ServiceKind:
    return ServiceKind(
        code=row["code"],
        position=position,
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        function=functions.get(row["function"]),
        unit_zh=row["unit_zh"],
        unit_en=row["unit_en"],
        price_fen=int(row["price_yuan"]) * FEN_PER_YUAN,
        usual_minutes=int(row["usual_minutes"]),
        is_at_home=row["is_at_home"] == "yes",
        source=row["source"],
        checked_on=date.fromisoformat(row["checked_on"]),
        standing=Standing(row["standing"]),
    )


def _rows() -> Iterator[dict[str, str]]:
    text = files("fangcun.core.catalog").joinpath("data", "services.csv").read_text("utf-8")
    return csv.DictReader(text.splitlines())
