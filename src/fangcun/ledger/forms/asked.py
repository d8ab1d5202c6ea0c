"""Which period and place a page is about."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.http import Staff
from fangcun.base.rights import Right
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.catalog.queries import all_services
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community, Facility, Room
from fangcun.ledger.queries.figures import BREAKDOWNS, Asked
from fangcun.ledger.queries.rows import Sought
from fangcun.ledger.states import CommitmentState, WhyNot

NARROWINGS = ("community", "facility", "room", "operator", "service")
LONGEST_DAYS = 366 * 5

A_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AskedForm(forms.Form):
    """Period and place; what makes no sense asks for nothing, and says so."""

    since = forms.DateField(label=_("从"), required=False, widget=A_DAY)
    until = forms.DateField(label=_("到"), required=False, widget=A_DAY)
    service = forms.ModelChoiceField(
        label=_("服务项目"),
        required=False,
        queryset=ServiceKind.objects.none(),
        empty_label=_("全部"),
    )
    facility = forms.ModelChoiceField(
        label=_("设施"),
        required=False,
        queryset=Facility.objects.none(),
        empty_label=_("全部"),
    )
    room = forms.ModelChoiceField(
        label=_("房间"),
        required=False,
        queryset=Room.objects.none(),
        empty_label=_("全部"),
    )
    community = forms.ModelChoiceField(
        label=_("居民所在社区"),
        required=False,
        queryset=Community.objects.none(),
        empty_label=_("全部"),
    )
    operator = forms.ModelChoiceField(
        label=_("服务机构"),
        required=False,
        queryset=Operator.objects.none(),
        empty_label=_("全部"),
    )

    def __init__(
        self, given: Mapping[str, Any], *, staff: Staff, right: Right, today: date
    ) -> None:
        month = {"since": today.replace(day=1), "until": _last_of_month(today)}
        super().__init__({**month, **{name: given[name] for name in given if given[name]}})
        self.today = today
        choices: dict[str, Any] = {
            "service": all_services(),
            "facility": staff.rows(right, Facility.objects.all()).order_by("name", "pk"),
            "room": self._rooms(staff, right),
            "community": staff.rows(right, Community.objects.all()).order_by("code"),
            "operator": staff.rows(right, Operator.objects.all()).order_by("name", "pk"),
        }
        for name, rows in choices.items():
            if rows is None:
                del self.fields[name]
                continue
            field: Any = self.fields[name]
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        since, until = filled.get("since"), filled.get("until")
        if since and until and until < since:
            self.add_error("until", gettext("结束日期不能早于开始日期"))
        elif since and until and (until - since).days > LONGEST_DAYS:
            self.add_error("until", gettext("一次最多查5年，请缩短期间"))
        return filled

    def asked(self) -> Asked:
        """The question; this month where no period is given, or none that makes sense."""
        given = self._given()
        since, until = given.get("since"), given.get("until")
        if since is None or until is None or until < since:
            since, until = self.today.replace(day=1), _last_of_month(self.today)
        narrowed = {name: row.pk for name in NARROWINGS if (row := given.get(name)) is not None}
        return Asked(since=since, until=until, **narrowed)

    def _given(self) -> dict[str, Any]:
        self.is_valid()
        return getattr(self, "cleaned_data", {})

    def _rooms(self, staff: Staff, right: Right) -> Any:
        """Rooms are offered once a facility is chosen: a district has hundreds."""
        facility = self.data.get("facility")
        if not facility or not str(facility).isdecimal():
            return None
        rooms = staff.rows(right, Room.objects.filter(facility=facility))
        return rooms.order_by("name", "pk")


class SoughtForm(AskedForm):
    """Which rows; also of one person, one reason, one state."""

    why = forms.ChoiceField(
        label=_("原因"), required=False, choices=[("", _("全部")), *WhyNot.choices]
    )
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), *CommitmentState.choices]
    )
    resident = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, given: Mapping[str, Any], *, leave_out: tuple[str, ...], **kwargs: Any
    ) -> None:
        super().__init__(given, **kwargs)
        for name in leave_out:
            self.fields.pop(name, None)

    def sought(self) -> Sought:
        asked, given = self.asked(), self._given()
        return Sought(
            asked=asked,
            resident=given.get("resident"),
            why=given.get("why") or "",
            state=given.get("state") or "",
        )


def query_of(asked: Asked, **more: Any) -> str:
    """The same question in the address of another page."""
    narrowed = {name: getattr(asked, name) for name in NARROWINGS}
    given = {"since": asked.since, "until": asked.until, **narrowed, **more}
    return urlencode({name: value for name, value in given.items() if value not in (None, "")})


def breakdown(asked_for: str) -> str:
    """By what the table is broken down; by service where nothing sensible is asked."""
    return asked_for if asked_for in BREAKDOWNS else "service"


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
