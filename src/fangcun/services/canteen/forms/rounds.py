"""Who goes, to whom a meal was given, where a door belongs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.canteen.states import HandedTo

MOST_COURIERS, MOST_STOPS = 12, 999


class CouriersForm(forms.Form):
    """One name a line, one round a name."""

    couriers = forms.CharField(
        label=_("送餐人"),
        help_text=_("每行一个，一人一路。"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_couriers(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["couriers"].splitlines()]
        found = [name[:LONGEST_TEXT] for name in names if name]
        if not found:
            raise forms.ValidationError(_("请填写送餐人，每行一个。"))
        if len(found) > MOST_COURIERS:
            raise forms.ValidationError(_("一次最多分{most}路。").format(most=MOST_COURIERS))
        return found


class HandOverForm(forms.Form):
    """To whom; the words are asked for where nobody took it into his hands."""

    to = forms.ChoiceField(label=_("交给"), choices=HandedTo)
    words = forms.CharField(
        label=_("说明（放在门口或没有交到时必填）"), required=False, max_length=LONGEST_TEXT
    )
    is_paid = forms.BooleanField(label=_("已收现金"), required=False)


class MoveForm(forms.Form):
    """To which round, and as which door of it."""

    to = forms.IntegerField(min_value=1)
    position = forms.IntegerField(min_value=0, max_value=MOST_STOPS)

    def wanted(self) -> tuple[int, int]:
        said: dict[str, Any] = self.cleaned_data
        return said["to"], said["position"]
