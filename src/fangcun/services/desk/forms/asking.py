"""What a resident asks for from home, in his own words."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.people.models import Resident
from fangcun.services.desk.forms.entry import KeptText
from fangcun.services.desk.models import Category

LONGEST_WISH = 1000


class AskForm(forms.Form):
    """Words are all that is needed; the desk phones to ask what is missing."""

    written_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    resident = forms.ModelChoiceField(
        label=_("为谁"), queryset=Resident.objects.none(), empty_label=None
    )
    line = KeptText(
        label=_("您需要什么"),
        max_length=LONGEST_WISH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("像说话一样写就行，例如：油烟机要清洗，上午在家。"),
        error_messages={"required": _("请写下您需要什么。")},
    )
    category = forms.ModelChoiceField(
        label=_("哪一类（可以不选）"),
        queryset=Category.objects.none(),
        required=False,
        empty_label=_("不清楚"),
    )
    wished_on = forms.DateField(
        label=_("希望哪一天（可以不填）"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, *args: Any, residents: Any, categories: Sequence[Category], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["resident"].queryset = residents
        fields["category"].queryset = Category.objects.filter(
            pk__in=[category.pk for category in categories]
        )

    def clean_line(self) -> str:
        line: str = self.cleaned_data["line"]
        if not line.strip():
            raise forms.ValidationError(self.fields["line"].error_messages["required"])
        return line
