"""What people fill in about consent."""

from fangcun.core.consent.forms.circles import EditMemberForm, MemberForm
from fangcun.core.consent.forms.consents import ConsentForm
from fangcun.core.consent.forms.forgetting import ForgetForm, RefuseForm
from fangcun.core.consent.forms.notices import LimitForm, NoticeForm

__all__ = [
    "ConsentForm",
    "EditMemberForm",
    "ForgetForm",
    "LimitForm",
    "MemberForm",
    "NoticeForm",
    "RefuseForm",
]
