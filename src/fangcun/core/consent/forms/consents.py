"""One consent: whose word, how it was given, until when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.consent.actions import WrittenConsent
from fangcun.core.consent.states import Channel, GivenBy, Kinship, Purpose
from fangcun.core.places.models.kept import LONGEST_TEXT


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more
    )


class ConsentForm(forms.Form):
    given_by = forms.ChoiceField(
        label=_("谁同意"), choices=GivenBy.choices, widget=forms.RadioSelect, initial=GivenBy.SELF
    )
    guardian_name = forms.CharField(label=_("监护人姓名"), required=False, max_length=40)
    guardian_kinship = forms.ChoiceField(
        label=_("监护人关系"), required=False, choices=[("", "—"), *Kinship.choices]
    )
    guardian_phone = forms.CharField(
        label=_("监护人电话"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    is_age_seen = forms.BooleanField(
        label=_("没有登记出生日期，但当面确认已经够年龄"), required=False
    )
    channel = forms.ChoiceField(label=_("方式"), choices=Channel.choices)
    evidence = forms.CharField(
        label=_("凭据"),
        max_length=LONGEST_TEXT,
        help_text=_("签字的纸放在哪里，或录音的编号，以后要能拿出来。"),
    )
    from_on = day_field(_("同意的日期"))
    until = day_field(_("有效期至"), required=False, help_text=_("没有约定期限就留空。"))

    def __init__(self, *args: Any, is_birth_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_birth_known:
            del self.fields["is_age_seen"]

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or {}
        if filled.get("given_by") == GivenBy.GUARDIAN:
            for field in ("guardian_name", "guardian_kinship", "guardian_phone"):
                if not filled.get(field):
                    self.add_error(field, _("监护人同意时必须填写。"))
        begins, ends = filled.get("from_on"), filled.get("until")
        if begins and ends and ends < begins:
            self.add_error("until", _("有效期不能早于同意的日期。"))
        return filled

    def written(self, purpose: Purpose) -> WrittenConsent:
        filled = self.cleaned_data
        is_guardian = filled["given_by"] == GivenBy.GUARDIAN
        guardian = {
            name: filled[name] if is_guardian else ""
            for name in ("guardian_name", "guardian_kinship", "guardian_phone")
        }
        return WrittenConsent(
            purpose=purpose,
            given_by=GivenBy(filled["given_by"]),
            channel=Channel(filled["channel"]),
            evidence=filled["evidence"],
            from_on=filled["from_on"],
            until=filled["until"],
            is_age_seen=filled.get("is_age_seen", False),
            **guardian,
        )
