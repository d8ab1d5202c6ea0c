"""What a call found."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.canteen.states import CallOutcome


class CallForm(forms.Form):
    outcome = forms.ChoiceField(label=_("结果"), choices=CallOutcome, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("说明"),
        help_text=_("需要帮助或联系不上时必填：对方说了什么，打了几次，问过谁。"),
        required=False,
        max_length=LONGEST_TEXT,
    )
