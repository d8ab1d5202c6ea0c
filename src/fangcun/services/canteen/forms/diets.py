"""What somebody must not eat, or needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.services.canteen.actions.diets import WrittenDiet
from fangcun.services.canteen.forms.fields import text_field
from fangcun.services.canteen.models import Diet
from fangcun.services.canteen.states import Allergen, Trait


class DietForm(RevisedForm):
    """Over the version that was read; 0: nothing is on file yet."""

    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    avoids = forms.MultipleChoiceField(
        label=_("不能吃"),
        required=False,
        choices=Allergen.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    needs = forms.MultipleChoiceField(
        label=_("需要"),
        required=False,
        choices=Trait.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    words = text_field(
        _("其他说明"),
        required=False,
        help_text=_("厨房按这个做，如“米饭要软、少放辣”。不要写病名。"),
    )

    @staticmethod
    def values_of(diet: Diet | None) -> dict[str, Any]:
        if diet is None:
            return {"revision": 0}
        names = ("revision", "avoids", "needs", "words")
        return {name: getattr(diet, name) for name in names}

    def written(self) -> WrittenDiet:
        filled = self.cleaned_data
        return WrittenDiet(avoids=filled["avoids"], needs=filled["needs"], words=filled["words"])
