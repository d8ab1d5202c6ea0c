"""What people fill in about circumstances, benefits and packs."""

from fangcun.core.entitlements.forms.circumstances import (
    CircumstanceForm,
    EditCircumstanceForm,
    EndForm,
    NumberForm,
)
from fangcun.core.entitlements.forms.lists import DueForm, EnrolForm, ExpiringForm
from fangcun.core.entitlements.forms.packs import PackEditor, SwitchForm

__all__ = [
    "CircumstanceForm",
    "DueForm",
    "EditCircumstanceForm",
    "EndForm",
    "EnrolForm",
    "ExpiringForm",
    "NumberForm",
    "PackEditor",
    "SwitchForm",
]
