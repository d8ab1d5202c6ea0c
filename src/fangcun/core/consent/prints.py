"""The sheet of consent: every purpose by itself, with room for an answer and a signature.

The sheet is Chinese whatever the language of the screen; what is known comes in as data only.
"""

from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from django.utils import translation

from fangcun.base.pdfs import pdf_of
from fangcun.core.consent.queries import Answered
from fangcun.core.people.models import Resident


def consent_sheet(
    *, resident: Resident, answers: Sequence[Answered], under_age: int, on: date
) -> bytes:
    """One resident's sheet, in large type, as PDF."""
    with translation.override("zh-hans"):
        told = {
            "name": resident.name,
            "community": resident.community.name,
            "day": f"{on.year}年{on.month}月{on.day}日",
            "under_age": under_age,
            "purposes": [_purpose(answered) for answered in answers],
        }
    page = files("fangcun.core.consent").joinpath("templates/consent/sheet.typ")
    return pdf_of(template=page, facts=told)


def _purpose(answered: Answered) -> dict[str, Any]:
    notice = answered.notice
    return {
        "name": str(answered.purpose.label),
        "is_separate": answered.is_separate,
        "why": notice.necessity_zh if notice else "",
        "impact": notice.impact_zh if notice else "",
        "agreed": answered.holds,
    }
