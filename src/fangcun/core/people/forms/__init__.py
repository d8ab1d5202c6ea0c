"""What people fill in about residents."""

from fangcun.core.people.forms.households import JoinForm, MoveForm
from fangcun.core.people.forms.imports import ImportForm
from fangcun.core.people.forms.merging import MergeForm
from fangcun.core.people.forms.residents import (
    CorrectForm,
    FindForm,
    GoneForm,
    LookForm,
    RegisterForm,
)

__all__ = [
    "CorrectForm",
    "FindForm",
    "GoneForm",
    "ImportForm",
    "JoinForm",
    "LookForm",
    "MergeForm",
    "MoveForm",
    "RegisterForm",
]
