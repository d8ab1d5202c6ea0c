"""Accounts of colleagues: what to look for, what to correct."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.accounts.models import User
from fangcun.core.accounts.queries import AccountFilter
from fangcun.core.accounts.rules import normal_phone
from fangcun.core.accounts.states import Role

STATES = (("", _("在用")), ("closed", _("已停用")), ("all", _("全部")))


class AccountFilterForm(forms.Form):
    text = forms.CharField(label=_("姓名、用户名或电话"), required=False, max_length=60)
    role = forms.ChoiceField(
        label=_("岗位"), required=False, choices=[("", _("全部")), *Role.choices]
    )
    state = forms.ChoiceField(label=_("状态"), required=False, choices=STATES)

    def wanted(self) -> AccountFilter:
        """What is asked for; a field that makes no sense asks for nothing."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return AccountFilter(**{name: value for name, value in asked.items() if value})


class PersonFields(forms.Form):
    """A colleague's name and telephone."""

    display_name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(
        label=_("手机号码"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )

    def clean_phone(self) -> str:
        written: str = self.cleaned_data["phone"]
        phone = normal_phone(written)
        if written and phone is None:
            raise forms.ValidationError(gettext("请填写11位手机号码，例如13800000000。"))
        return phone or ""


class AccountForm(PersonFields, RevisedForm):
    """Correct a colleague's name or telephone."""

    @staticmethod
    def values_of(account: User) -> dict[str, Any]:
        return {
            "revision": account.revision,
            "display_name": account.display_name,
            "phone": account.phone,
        }


class WhyForm(forms.Form):
    """A reason that is kept."""

    why = forms.CharField(
        label=_("原因"), max_length=200, help_text=_("例如：离职、调岗。会写入账号记录。")
    )
