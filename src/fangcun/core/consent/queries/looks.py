"""Who looked at a resident, in words that he understands."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from fangcun.core.audit.queries import looks_at
from fangcun.core.consent.states import FieldGroup
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person


class ShownLook(NamedTuple):
    """One look: who, at what, why, when."""

    viewer: str
    what: str
    reason: str
    at: datetime


def looks_at_resident(resident: Resident) -> list[ShownLook]:
    """Who looked at this resident, the newest first; looks at merged records included."""
    found = [look for pk in same_person(resident) for look in looks_at(pk)]
    found.sort(key=lambda look: look.at, reverse=True)
    return [ShownLook(look.viewer, _what(look.field), look.reason, look.at) for look in found]


def _what(field: str) -> str:
    """A field as people call it; one that nobody has named stays as it was written."""
    if field in FieldGroup.values:
        return str(FieldGroup(field).label)
    names = {
        "id_number": _("身份证号"),
        "phone": _("电话"),
        "birth_date": _("出生日期"),
        "health_circumstances": _("残疾、失能等健康类情况"),
        "certificate_number": _("证件编号"),
        "desk_pass": _("前台登录码"),
        "own_data": _("全部个人信息（导出）"),
    }
    return names.get(field, field)
