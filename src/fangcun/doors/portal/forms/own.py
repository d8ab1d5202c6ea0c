"""What residents fill in: few fields, plain words."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fangcun.core.accounts.rules import normal_code, normal_phone
from fangcun.core.consent.actions import WrittenMember
from fangcun.core.consent.states import Channel, CircleAction, FieldGroup, Kinship


def _mobile(written: str) -> str:
    number = normal_phone(written)
    if number is None:
        raise ValidationError(_now("请写11位手机号码，例如13800000000。"))
    return number


def _figures(*, autocomplete: str) -> forms.TextInput:
    """The only box of a page: the telephone shows figures, and a key that goes on."""
    return forms.TextInput(
        attrs={
            "inputmode": "numeric",
            "autocomplete": autocomplete,
            "enterkeyhint": "go",
            "autofocus": True,
        }
    )


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=_("手机号码"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"inputmode": "tel", "autocomplete": "tel", "enterkeyhint": "next"}
        ),
        help_text=_("登记在前台的那个号码，11位数字。"),
    )

    def clean_phone(self) -> str:
        return _mobile(self.cleaned_data["phone"])


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("验证码"),
        max_length=20,
        widget=_figures(autocomplete="one-time-code"),
        help_text=_("短信里的6位数字，5分钟内有效。"),
    )

    def clean_code(self) -> str:
        return normal_code(self.cleaned_data["code"])


class PassForm(forms.Form):
    code = forms.CharField(
        label=_("前台登录码"),
        max_length=20,
        widget=_figures(autocomplete="off"),
        help_text=_("前台给您的8位数字，10分钟内有效，只能用一次。"),
    )


class WhoForm(forms.Form):
    who = forms.ChoiceField(label=_("您是哪一位"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["who"]
        field.choices = choices


class LetInForm(forms.Form):
    name = forms.CharField(label=_("家人姓名"), max_length=40)
    kinship = forms.ChoiceField(label=_("是您的"), choices=[("", _("请选择")), *Kinship.choices])
    phone = forms.CharField(
        label=_("家人的手机号码"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    sees = forms.MultipleChoiceField(
        label=_("可以看什么"),
        choices=FieldGroup.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    does = forms.MultipleChoiceField(
        label=_("可以代办什么"),
        choices=CircleAction.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    until = forms.DateField(
        label=_("到哪一天为止"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_phone(self) -> str:
        return _mobile(self.cleaned_data["phone"])

    def written(self, *, today: date) -> WrittenMember:
        said = self.cleaned_data
        return WrittenMember(
            name=said["name"],
            kinship=Kinship(said["kinship"]),
            phone=said["phone"],
            sees=[FieldGroup(group) for group in said["sees"]],
            does=[CircleAction(action) for action in said["does"]],
            from_on=today,
            until=said["until"],
            channel=Channel.ONLINE,
            evidence=_now("本人登录后添加"),
        )


class ForgetMeForm(forms.Form):
    words = forms.CharField(
        label=_("想说的话（可以不写）"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_sure = forms.BooleanField(
        label=_("我明白：删除以后，前台不再认得我，已约好的服务要先了结"),
        error_messages={"required": _("请先勾选，表示您已明白。")},
    )
