"""What people fill in about operators, credentials, contracts and promises."""

from fangcun.core.operators.forms.contracts import (
    ChangeOperatorForm,
    DropLineForm,
    EditContractForm,
    EditLineForm,
    EndForm,
    LineForm,
    SignForm,
)
from fangcun.core.operators.forms.operators import (
    ContactForm,
    CredentialForm,
    EditCredentialForm,
    EditOperatorForm,
    OperatorFilterForm,
    OperatorForm,
    PaperForm,
    RetireForm,
    WhyForm,
)

__all__ = [
    "ChangeOperatorForm",
    "ContactForm",
    "CredentialForm",
    "DropLineForm",
    "EditContractForm",
    "EditCredentialForm",
    "EditLineForm",
    "EditOperatorForm",
    "EndForm",
    "LineForm",
    "OperatorFilterForm",
    "OperatorForm",
    "PaperForm",
    "RetireForm",
    "SignForm",
    "WhyForm",
]
