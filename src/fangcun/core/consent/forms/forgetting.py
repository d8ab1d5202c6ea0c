"""Asking to be forgotten, and why it cannot be done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.consent.states import Channel, GivenBy
from fangcun.core.places.models.kept import LONGEST_TEXT


class ForgetForm(forms.Form):
    asked_by = forms.ChoiceField(label=_("谁提出"), choices=GivenBy.choices)
    channel = forms.ChoiceField(label=_("方式"), choices=Channel.choices)
    words = forms.CharField(label=_("原话"), required=False, max_length=LONGEST_TEXT)


class RefuseForm(forms.Form):
    because = forms.CharField(
        label=_("原因"),
        max_length=LONGEST_TEXT,
        help_text=_("写给居民看：哪条法律要求保存、还有哪件事没办完。"),
    )
