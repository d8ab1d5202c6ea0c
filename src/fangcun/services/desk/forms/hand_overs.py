"""The end of a shift."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HandOverForm(forms.Form):
    note = forms.CharField(
        label=_("交班说明"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("钥匙、药、来访的人，下一班要知道的都写在这里。"),
    )
