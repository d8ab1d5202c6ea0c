"""What to look for in lists, and putting people on the list of a benefit."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.entitlements.forms.circumstances import day_field
from fangcun.core.entitlements.models import BenefitRule

DEFAULT_DAYS = 60


class DueForm(forms.Form):
    """Whose benefit, and whether they are on its list."""

    benefit = forms.ChoiceField(label=_("待遇"), required=False)
    shown = forms.ChoiceField(
        label=_("看谁"),
        required=False,
        choices=[
            ("not_enrolled", _("符合条件、还没办理")),
            ("enrolled", _("已办理")),
            ("entitled", _("全部符合条件")),
        ],
    )

    def __init__(self, *args: Any, rules: Sequence[BenefitRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["benefit"]
        field.choices = [(rule.key, f"{rule} · {rule.pack}") for rule in rules]


class ExpiringForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("范围"),
        required=False,
        coerce=int,
        choices=[(30, _("前后30天")), (DEFAULT_DAYS, _("前后60天")), (180, _("前后半年"))],
    )

    def days_wanted(self) -> int:
        asked = self.cleaned_data["days"] if self.is_valid() else None
        return int(asked or DEFAULT_DAYS)


class EnrolForm(forms.Form):
    until = day_field(_("有效期至"), required=False, help_text=_("长期有效就留空。"))
