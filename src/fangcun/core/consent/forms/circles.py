"""One relative: to see and do what, until when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.consent.actions import WrittenMember
from fangcun.core.consent.forms.consents import day_field
from fangcun.core.consent.models import CircleMember
from fangcun.core.consent.states import Channel, CircleAction, FieldGroup, Kinship
from fangcun.core.people.rules.finding import plain_number
from fangcun.core.places.models.kept import LONGEST_TEXT

FIELDS = ("name", "kinship", "phone", "sees", "does", "from_on", "until", "channel", "evidence")
SHORTEST_NUMBER, LONGEST_NUMBER = 7, 15


class MemberForm(forms.Form):
    name = forms.CharField(label=_("姓名"), max_length=40)
    kinship = forms.ChoiceField(label=_("关系"), choices=Kinship.choices)
    phone = forms.CharField(
        label=_("电话"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("亲属用这个号码登录，凭短信验证码进入亲情圈。"),
    )
    sees = forms.MultipleChoiceField(
        label=_("可以看"),
        required=False,
        choices=FieldGroup.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    does = forms.MultipleChoiceField(
        label=_("可以代办"),
        required=False,
        choices=CircleAction.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    from_on = day_field(_("开始日期"))
    until = day_field(_("有效期至"))
    channel = forms.ChoiceField(label=_("居民怎样同意的"), choices=Channel.choices)
    evidence = forms.CharField(label=_("凭据"), max_length=LONGEST_TEXT)

    def clean_phone(self) -> str:
        number = plain_number(self.cleaned_data["phone"])
        if not SHORTEST_NUMBER <= len(number) <= LONGEST_NUMBER:
            raise forms.ValidationError(_("请核对电话号码。"))
        return number

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or {}
        if not filled.get("sees") and not filled.get("does"):
            self.add_error("sees", _("请至少选一项可以看或可以代办的内容。"))
        begins, ends = filled.get("from_on"), filled.get("until")
        if begins and ends and ends < begins:
            self.add_error("until", _("有效期不能早于开始日期。"))
        return filled

    def written(self) -> WrittenMember:
        filled = self.cleaned_data
        return WrittenMember(
            name=filled["name"],
            kinship=Kinship(filled["kinship"]),
            phone=filled["phone"],
            sees=[FieldGroup(one) for one in filled["sees"]],
            does=[CircleAction(one) for one in filled["does"]],
            from_on=filled["from_on"],
            until=filled["until"],
            channel=Channel(filled["channel"]),
            evidence=filled["evidence"],
        )


class EditMemberForm(MemberForm, RevisedForm):
    @staticmethod
    def values_of(member: CircleMember) -> dict[str, Any]:
        return {
            "revision": member.revision,
            **{name: getattr(member, name) for name in FIELDS},
        }
