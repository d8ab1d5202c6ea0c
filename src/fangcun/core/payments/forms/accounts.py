"""Cards and tabs: opened, filled, settled, paid out."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.operators.models import Operator
from fangcun.core.payments.forms.money import LONGEST_WHY, FenField, OnceForm
from fangcun.core.payments.models import Account
from fangcun.core.payments.states import Method
from fangcun.core.places.models import Facility

NOTHING = Decimal(0)


class OpenForm(forms.Form):
    """Whoever does not see residents by name is shown a card and told a name."""

    card_number = forms.CharField(
        label=_("居民卡号"), max_length=40, help_text=_("请居民出示卡，照卡上的号码写。")
    )
    name = forms.CharField(label=_("姓名"), max_length=200)
    operator = forms.ModelChoiceField(
        label=_("机构"), queryset=Operator.objects.none(), empty_label=None
    )
    method = forms.ChoiceField(
        label=_("类型"),
        choices=[(one.value, one.label) for one in (Method.CARD, Method.TAB)],
        widget=forms.RadioSelect,
        initial=Method.CARD,
    )
    limit = FenField(
        label=_("挂账上限（元）"),
        least=NOTHING,
        required=False,
        help_text=_("只有挂账要写：最多可以先欠多少。"),
    )

    def __init__(
        self, *args: Any, operators: QuerySet[Operator], is_known: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["operator"]
        field.queryset = operators
        if is_known:
            del self.fields["card_number"], self.fields["name"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (
            said.get("method") == Method.TAB
            and not said.get("limit")
            and "limit" not in self.errors
        ):
            self.add_error("limit", _("请写挂账上限。"))
        return said


class MoneyForm(OnceForm):
    """Money for a card or a tab."""

    amount = FenField(label=_("金额（元）"))
    method = forms.ChoiceField(label=_("怎么付"), widget=forms.RadioSelect)
    facility = forms.ModelChoiceField(
        label=_("在哪里收"), queryset=Facility.objects.none(), empty_label=None
    )

    def __init__(
        self, *args: Any, tills: QuerySet[Facility], offers_online: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        ways = [Method.CASH, Method.ONLINE] if offers_online else [Method.CASH]
        method: Any = self.fields["method"]
        method.choices = [(one.value, one.label) for one in ways]
        method.initial = Method.CASH
        facility: Any = self.fields["facility"]
        facility.queryset = tills


class PayOutForm(OnceForm):
    why = forms.CharField(
        label=_("退卡原因"), max_length=LONGEST_WHY, widget=forms.Textarea({"rows": 2})
    )


class LimitForm(RevisedForm):
    limit = FenField(label=_("挂账上限（元）"), least=NOTHING)

    @staticmethod
    def values_of(account: Account) -> dict[str, Any]:
        return {"limit": account.limit_fen, "revision": account.revision}
