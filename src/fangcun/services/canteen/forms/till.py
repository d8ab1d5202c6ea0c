"""The counter: what somebody takes along now, and how he pays."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.payments.queries import offers_online
from fangcun.core.payments.states import Method
from fangcun.services.canteen.forms.orders import DishesForm
from fangcun.services.canteen.models import PriceClass
from fangcun.services.canteen.queries.priced import classes_given_here
from fangcun.services.canteen.states import Mode

EATEN_HERE = (Mode.DINE_IN, Mode.PICKUP)
"""A meal that is sold over the counter is eaten here or taken along."""


def methods() -> list[tuple[str, Any]]:
    """How somebody pays here."""
    return [(m.value, m.label) for m in Method if m != Method.ONLINE or offers_online()]


class TillForm(DishesForm):
    """One sale; sent later if the network is down, once."""

    resident = forms.CharField(required=False, max_length=18, widget=forms.HiddenInput)
    card = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    price_class = forms.ModelChoiceField(
        label=_("价格类别"),
        queryset=PriceClass.objects.none(),
        required=False,
        empty_label=_("按本人情况"),
    )
    method = forms.ChoiceField(
        label=_("支付方式"),
        error_messages={"required": _("请选择支付方式。")},
    )
    sold_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    given_out = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["method"].choices = methods()
        fields["price_class"].queryset = classes_given_here()
        fields["mode"].choices = [(m.value, m.label) for m in EATEN_HERE]
        fields["mode"].initial = Mode.DINE_IN


class ServeForm(forms.Form):
    """A code, a QR code or a card that is shown at the counter; or the order itself."""

    words = forms.CharField(required=False, max_length=60)
    order = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )
    method = forms.ChoiceField(required=False)
    served_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        method: Any = self.fields["method"]
        method.choices = [("", ""), *methods()]


class UndoForm(forms.Form):
    """Why what was handed over was not."""

    why = forms.CharField(
        label=_("撤销原因"),
        max_length=200,
        help_text=_("例如：按错菜品、取错餐。钱会原路退回。"),
        error_messages={"required": _("请写明撤销原因。")},
    )
