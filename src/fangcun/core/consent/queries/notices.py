"""Notices and legal limits: what holds, and what the house ships."""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from django.db.models import QuerySet

from fangcun.core.consent.models import LegalLimit, Notice
from fangcun.core.consent.states import Limit, Purpose


def newest_notices() -> dict[str, Notice]:
    """The notice of each purpose, in the order in which people are asked."""
    newest = Notice.objects.order_by("purpose", "-version").distinct("purpose")
    found = {notice.purpose: notice for notice in newest}
    return {purpose: found[purpose] for purpose in Purpose.values if purpose in found}


def newest_notice(purpose: str) -> Notice | None:
    return Notice.objects.filter(purpose=purpose).order_by("-version").first()


def limits() -> QuerySet[LegalLimit]:
    """The times that the law sets, as the district has entered them."""
    return LegalLimit.objects.order_by("code")


def limit_value(code: Limit) -> int:
    """One legal limit; the shipped one where the district has not entered its own."""
    entered = LegalLimit.objects.filter(code=code).values_list("value", flat=True).first()
    if entered is not None:
        return entered
    return int(next(one["value"] for one in shipped()["limits"] if one["code"] == code))


def shipped() -> Mapping[str, Any]:
    """The notices and limits that come with the house, each with source and day of checking."""
    text = files("fangcun.core.consent").joinpath("defaults/notices.json").read_text("utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found
