"""Operators, the people to talk to, and what they can show."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.papers import PaperField
from fangcun.base.revised import RevisedForm
from fangcun.core.operators.actions import WrittenContact, WrittenCredential, WrittenOperator
from fangcun.core.operators.forms.fields import day_field, text_field
from fangcun.core.operators.models import Credential, Operator
from fangcun.core.operators.rules import UsccFault, normal_uscc, uscc_fault
from fangcun.core.operators.states import IS_OF_A_PERSON, CredentialKind


class OperatorFilterForm(forms.Form):
    text = forms.CharField(label=_("名称、品牌或信用代码"), required=False, max_length=60)

    def wanted(self) -> str:
        return self.cleaned_data["text"] if self.is_valid() else ""


class OperatorForm(forms.Form):
    name = text_field(_("名称"), help_text=_("营业执照或登记证书上的全称。"))
    brand = text_field(_("品牌"), required=False)
    uscc = text_field(
        _("统一社会信用代码"), required=False, max_length=40, help_text=_("18位，可以以后再补。")
    )
    contact_name = text_field(_("联系人"), required=False, max_length=40)
    contact_phone = text_field(_("联系电话"), required=False, max_length=40)
    address = text_field(_("地址"), required=False)

    def clean_uscc(self) -> str:
        code = normal_uscc(self.cleaned_data["uscc"])
        if not code:
            return ""
        match uscc_fault(code):
            case UsccFault.LENGTH:
                words = gettext("信用代码是18位，这里有{count}位。").format(count=len(code))
            case UsccFault.SIGN:
                words = gettext("信用代码只用数字和大写字母，没有I、O、S、V、Z。")
            case UsccFault.CHECK:
                words = gettext("信用代码的校验位不对，可能有一位写错了，请对照营业执照。")
            case _:
                return code
        raise forms.ValidationError(words)

    def written(self) -> WrittenOperator:
        return WrittenOperator(
            **{name: self.cleaned_data[name] for name in OperatorForm.base_fields}
        )


class EditOperatorForm(OperatorForm, RevisedForm):
    """The same, over an operator that somebody else may be changing."""

    @staticmethod
    def values_of(operator: Operator) -> dict[str, Any]:
        fields = (*OperatorForm.base_fields, "revision")
        return {name: getattr(operator, name) for name in fields}


class ContactForm(forms.Form):
    name = text_field(_("姓名"), max_length=40)
    post = text_field(_("职务"), required=False, max_length=60)
    phone = text_field(_("电话"), max_length=40)

    def written(self) -> WrittenContact:
        return WrittenContact(**self.cleaned_data)


class CredentialForm(forms.Form):
    kind = forms.TypedChoiceField(
        label=_("种类"), choices=CredentialKind.choices, coerce=CredentialKind
    )
    holder = text_field(
        _("持证人"),
        required=False,
        max_length=40,
        help_text=_("健康证明和职业资格填员工姓名；其他证照不填。"),
    )
    number = text_field(_("编号"), required=False)
    issued_on = day_field(_("发证日期"), required=False)
    expires_on = day_field(_("有效期至"), required=False, help_text=_("长期有效的不填。"))
    note = text_field(_("说明"), required=False)

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        issued_on, expires_on = filled.get("issued_on"), filled.get("expires_on")
        if issued_on and expires_on and expires_on < issued_on:
            self.add_error("expires_on", gettext("有效期不能早于发证日期。"))
        if filled.get("kind") in IS_OF_A_PERSON and not filled.get("holder"):
            self.add_error("holder", gettext("请填写持证人的姓名。"))
        return filled

    def written(self) -> WrittenCredential:
        return WrittenCredential(
            **{name: self.cleaned_data[name] for name in CredentialForm.base_fields}
        )


class EditCredentialForm(CredentialForm, RevisedForm):
    """The same, over a credential that somebody else may be changing."""

    @staticmethod
    def values_of(credential: Credential) -> dict[str, Any]:
        fields = (*CredentialForm.base_fields, "revision")
        return {name: getattr(credential, name) for name in fields}


class RetireForm(RevisedForm):
    on = day_field(_("停用日期"))


class PaperForm(forms.Form):
    file = PaperField(label=_("文件"), help_text=_("PDF、照片（JPG、PNG）或Excel，不超过20MB。"))
    title = text_field(_("名称"), required=False, max_length=100, help_text=_("不填就用文件名。"))


class WhyForm(forms.Form):
    why = text_field(_("原因"))
