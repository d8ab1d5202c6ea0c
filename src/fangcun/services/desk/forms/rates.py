"""The period in which rates are counted."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries import Asked

USUAL_DAYS = 30


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


class PeriodForm(forms.Form):
    """From one day until another; nothing: the last 30 days."""

    since = _day(_("从"))
    until = _day(_("到"))

    def __init__(self, asked: Mapping[str, Any]) -> None:
        since, until = _usual(timezone.localdate())
        usual = {"since": since.isoformat(), "until": until.isoformat()}
        super().__init__({**usual, **{name: asked[name] for name in usual if asked.get(name)}})

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        since, until = filled.get("since"), filled.get("until")
        if since and until and until < since:
            self.add_error("until", _("结束日期不能早于开始日期。"))
        return filled

    def asked(
        self,
        *,
        requests: QuerySet[ServiceRequest],
        follow_ups: QuerySet[FollowUp],
        now: datetime,
    ) -> Asked:
        """What makes no sense asks for the usual period."""
        since, until = _usual(timezone.localdate(now))
        if self.is_valid():
            until = self.cleaned_data["until"] or until
            since = self.cleaned_data["since"] or since
        return Asked(requests=requests, follow_ups=follow_ups, since=since, until=until, now=now)


def _usual(until: date) -> tuple[date, date]:
    return until - timedelta(days=USUAL_DAYS - 1), until
