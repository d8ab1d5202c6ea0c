"""What an auditor looks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.audit.queries import EventFilter, LookFilter, fields_looked_at
from fangcun.core.audit.states import AccountEventKind


class _PeriodForm(forms.Form):
    since = forms.DateField(
        label=_("从"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("到"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def asked(self) -> dict[str, Any]:
        """What is asked for; a field that makes no sense asks for nothing."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return {name: value for name, value in asked.items() if value not in {None, ""}}


class LookFilterForm(_PeriodForm):
    viewer = forms.CharField(label=_("查看人"), required=False, max_length=60)
    subject_id = forms.IntegerField(
        label=_("居民编号"), required=False, min_value=1, max_value=2**62
    )
    field = forms.ChoiceField(label=_("字段"), required=False)
    field_order = ("viewer", "subject_id", "field", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["field"]
        field.choices = [("", _("全部")), *((name, name) for name in fields_looked_at())]

    def wanted(self) -> LookFilter:
        return LookFilter(**self.asked())


class EventFilterForm(_PeriodForm):
    text = forms.CharField(label=_("账号、操作人或地址"), required=False, max_length=60)
    kind = forms.ChoiceField(
        label=_("事件"), required=False, choices=[("", _("全部")), *AccountEventKind.choices]
    )
    field_order = ("text", "kind", "since", "until")

    def wanted(self) -> EventFilter:
        return EventFilter(**self.asked())
