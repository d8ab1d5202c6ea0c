"""The sheet of consent: every purpose by itself, with room for an answer and a signature.

The sheet is Chinese whatever the language of the screen; what is known comes in as data only.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import noto_cjk_sans_otc
import typst
from django.utils import translation

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
    made = _compiler().compile(
        input=files("fangcun.core.consent").joinpath("templates/consent/sheet.typ").read_bytes(),
        format="pdf",
        sys_inputs={"facts": json.dumps(told, ensure_ascii=False)},
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} instead of a PDF")
    return made


def _purpose(answered: Answered) -> dict[str, Any]:
    notice = answered.notice
    return {
        "name": str(answered.purpose.label),
        "is_separate": answered.is_separate,
        "why": notice.necessity_zh if notice else "",
        "impact": notice.impact_zh if notice else "",
        "agreed": answered.holds,
    }


@lru_cache(maxsize=1)
def _compiler() -> Any:
    """One compiler, so that fonts are read once; the same sheet on every machine."""
    fonts = Path(str(noto_cjk_sans_otc.FONT_PATH)).parent
    return typst.Compiler(font_paths=[fonts], ignore_system_fonts=True)
