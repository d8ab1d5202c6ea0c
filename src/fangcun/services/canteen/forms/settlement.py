"""Which operator's month a page is about."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from fangcun.core.operators.models import Operator
from fangcun.services.canteen.rules.months import Month, month_before, month_of

EARLIEST = 2000
LATEST = 2100


class MonthForm(forms.Form):
    """Operator and month; without a word, the first operator and the month that has ended."""

    operator = forms.ModelChoiceField(
        label=_("服务机构"), queryset=Operator.objects.none(), empty_label=None
    )
    month = forms.CharField(
        label=_("月份"), widget=forms.TextInput(attrs={"type": "month"}), max_length=7
    )

    def __init__(
        self, given: Mapping[str, Any], *, operators: QuerySet[Operator], today: date
    ) -> None:
        first = operators.first()
        last_month = month_before(month_of(today))
        usual = {"operator": first.pk if first else None, "month": str(last_month)}
        asked = {name: given[name] for name in usual if given.get(name)}
        super().__init__({**usual, **asked})
        chosen: Any = self.fields["operator"]
        chosen.queryset = operators

    def clean_month(self) -> Month:
        written = self.cleaned_data["month"]
        try:
            day = parse_date(f"{written}-01")
        except ValueError:
            day = None
        if day is None or not EARLIEST <= day.year <= LATEST:
            raise forms.ValidationError(_("请选择月份。"))
        return month_of(day)

    @property
    def query(self) -> str:
        """The question as an address says it."""
        chosen = self.cleaned_data
        return urlencode({"operator": chosen["operator"].pk, "month": str(chosen["month"])})
