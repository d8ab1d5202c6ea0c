"""What people fill in about the ledger."""

from fangcun.ledger.forms.asked import AskedForm, SoughtForm
from fangcun.ledger.forms.measures import MeasureForm
from fangcun.ledger.forms.promises import GiveUpForm, KeepForm, NoteForm, ReassignForm
from fangcun.ledger.forms.writing import CrowdForm, NeedForm, ReasonForm, ServiceForm

__all__ = [
    "AskedForm",
    "CrowdForm",
    "GiveUpForm",
    "KeepForm",
    "MeasureForm",
    "NeedForm",
    "NoteForm",
    "ReasonForm",
    "ReassignForm",
    "ServiceForm",
    "SoughtForm",
]
