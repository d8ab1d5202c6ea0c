"""What is filled in at a till."""

from fangcun.core.payments.forms.accounts import (
    LimitForm,
    MoneyForm,
    OpenForm,
    PayOutForm,
)
from fangcun.core.payments.forms.tills import RefundForm, TillForm

__all__ = ["LimitForm", "MoneyForm", "OpenForm", "PayOutForm", "RefundForm", "TillForm"]
