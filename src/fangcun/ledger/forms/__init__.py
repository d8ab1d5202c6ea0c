"""What people fill in about the ledger."""

from fangcun.ledger.forms.asked import AskedForm, SoughtForm
from fangcun.ledger.forms.measures import MeasureForm
from fangcun.ledger.forms.offers import (
    BookForm,
    CallOffForm,
    EditOfferForm,
    EndInterestForm,
    InterestForm,
    NewOfferForm,
    OffersForm,
    UnitsForm,
)
from fangcun.ledger.forms.promises import GiveUpForm, KeepForm, NoteForm, ReassignForm
from fangcun.ledger.forms.writing import CrowdForm, NeedForm, ReasonForm, ServiceForm

__all__ = [
    "AskedForm",
    "BookForm",
    "CallOffForm",
    "CrowdForm",
    "EditOfferForm",
    "EndInterestForm",
    "GiveUpForm",
    "InterestForm",
    "KeepForm",
    "MeasureForm",
    "NeedForm",
    "NewOfferForm",
    "NoteForm",
    "OffersForm",
    "ReasonForm",
    "ReassignForm",
    "ServiceForm",
    "SoughtForm",
    "UnitsForm",
]
