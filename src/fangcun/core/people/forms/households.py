"""Who lives with whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.core.people.rules.addresses import parse_address
from fangcun.core.people.states import Relation
from fangcun.core.places.models.kept import LONGEST_TEXT

RELATIONS = [("", _("未填")), *Relation.choices]


class JoinForm(forms.Form):
    """Somebody comes to live in a household, or is something else to its head."""

    resident = forms.IntegerField(widget=forms.HiddenInput)
    relation = forms.ChoiceField(label=_("与户主关系"), required=False, choices=RELATIONS)


class MoveForm(forms.Form):
    """The whole household moves."""

    address = forms.CharField(
        label=_("新地址"),
        max_length=LONGEST_TEXT,
        help_text=_("如“新村12号楼1单元301”“12号楼301”“12-301”"),
    )

    def clean_address(self) -> Any:
        parts = parse_address(self.cleaned_data["address"])
        if not any(parts) or max(map(len, parts[1:])) > 40:
            raise forms.ValidationError(gettext("请写明楼栋和室号"))
        return parts
