"""Which till on which day; giving money back."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fangcun.core.payments.forms.money import LONGEST_WHY, FenField, OnceForm
from fangcun.core.payments.models import Payment
from fangcun.core.places.models import Facility


class TillForm(forms.Form):
    """A field that makes no sense asks for nothing."""

    facility = forms.ModelChoiceField(
        label=_("设施"), queryset=Facility.objects.none(), required=False, empty_label=None
    )
    day = forms.DateField(
        label=_("日期"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, tills: QuerySet[Facility], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["facility"]
        field.queryset = tills


class RefundForm(OnceForm):
    amount = FenField(label=_("退多少（元）"))
    why = forms.CharField(
        label=_("退款原因"), max_length=LONGEST_WHY, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, payment: Payment, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["amount"] = payment.rest_fen
