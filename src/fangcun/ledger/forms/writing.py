"""Writing down what was given, what was not, and taking back what was wrong."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.http import Staff
from fangcun.base.rights import Right
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.catalog.queries import services_offered
from fangcun.core.operators.models import Operator
from fangcun.core.operators.queries import contracts_running
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community, Facility, Room
from fangcun.ledger.actions import Delivered, NewNeed
from fangcun.ledger.states import CountMethod, WhyNot

FEN_PER_YUAN = 100
MOST_YUAN = Decimal(1_000_000)
MOST_HEADS = 100_000
NO_NAMES = _("请不要写姓名、电话和病情：登记后不能修改或删除。")
LONGEST_NOTE = 500

A_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
A_TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class _Placed(forms.Form):
    """Where: facilities and rooms of the one who writes."""

    written_key = forms.UUIDField(widget=forms.HiddenInput)
    service = forms.ModelChoiceField(
        label=_("服务项目"),
        queryset=ServiceKind.objects.none(),
        empty_label=_("请选择"),
    )
    facility = forms.ModelChoiceField(
        label=_("设施"),
        queryset=Facility.objects.none(),
        required=False,
        empty_label=_("不在设施内（如上门）"),
    )

    def __init__(self, *args: Any, staff: Staff, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"written_key": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.staff, self.today = staff, today
        self._offer("service", services_offered())
        self._offer("facility", self._mine(Facility.objects.all()).order_by("name", "pk"))

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field: Any = self.fields[name]
        field.queryset = rows

    def _mine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return self.staff.rows(Right.RECORD_SERVICES, rows)

    def _operator(self, facility: Facility | None) -> Operator | None:
        """Who gives the service: whoever runs the facility; away from one, the writer's own."""
        running = contracts_running(self.today)
        if facility is not None:
            contract = running.filter(facility=facility).select_related("operator").first()
            return contract.operator if contract else None
        own = self._mine(Operator.objects.filter(contracts__in=running)).distinct()[:2]
        return own[0] if len(own) == 1 else None


class ServiceForm(_Placed):
    """One service for one person."""

    room = forms.ModelChoiceField(
        label=_("房间"),
        queryset=Room.objects.none(),
        required=False,
        empty_label=_("不限房间"),
    )
    served_on = forms.DateField(label=_("服务日期"), widget=A_DAY)
    starts = forms.TimeField(label=_("开始时间"), required=False, widget=A_TIME)
    ends = forms.TimeField(label=_("结束时间"), required=False, widget=A_TIME)
    price = forms.DecimalField(
        label=_("价格（元）"), min_value=0, max_value=MOST_YUAN, decimal_places=2, initial=0
    )
    subsidy = forms.DecimalField(
        label=_("其中补贴（元）"),
        min_value=0,
        max_value=MOST_YUAN,
        decimal_places=2,
        initial=0,
        help_text=_("由补贴支付的部分；其余由居民支付"),
    )
    note = forms.CharField(
        label=_("说明"), required=False, max_length=LONGEST_NOTE, help_text=NO_NAMES
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = self._mine(Room.objects.select_related("facility"))
        self._offer("room", rooms.order_by("facility__name", "name", "pk"))
        field: Any = self.fields["room"]
        field.label_from_instance = lambda room: f"{room.facility} · {room}"

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        _check_times(self, filled)
        room, facility = filled.get("room"), filled.get("facility")
        if room and facility and room.facility_id != facility.pk:
            self.add_error("room", gettext("这个房间不在所选设施内"))
        if (filled.get("subsidy") or 0) > (filled.get("price") or 0):
            self.add_error("subsidy", gettext("补贴不能多于价格"))
        served_on = filled.get("served_on")
        if served_on and served_on > self.today:
            self.add_error("served_on", gettext("服务日期不能在今天之后；还没有提供的请登记为约定"))
        return filled

    def delivered(self, resident: Resident | None) -> Delivered:
        filled = self.cleaned_data
        facility = filled["facility"] or (filled["room"].facility if filled["room"] else None)
        return Delivered(
            service=filled["service"],
            served_on=filled["served_on"],
            resident=resident,
            community=None if resident or facility else self._own_community(),
            facility=facility,
            room=filled["room"],
            operator=self._operator(facility),
            starts_at=_moment(filled["served_on"], filled.get("starts")),
            ends_at=_moment(filled["served_on"], filled.get("ends")),
            price_fen=_fen(filled["price"]),
            subsidy_fen=_fen(filled["subsidy"]),
            note=filled["note"],
            written_key=filled["written_key"],
        )

    def _own_community(self) -> Community | None:
        """Of whoever works for one community alone."""
        own = self._mine(Community.objects.all())[:2]
        return own[0] if len(own) == 1 else None


class CrowdForm(ServiceForm):
    """One counted crowd: a class, a market."""

    person_times = forms.IntegerField(label=_("人次"), min_value=1, max_value=MOST_HEADS)
    counted_by = forms.TypedChoiceField(
        label=_("计数方式"),
        choices=[choice for choice in CountMethod.choices if choice[0] != CountMethod.PERSON],
        coerce=CountMethod,
    )

    field_order = (
        "service",
        "person_times",
        "counted_by",
        "facility",
        "room",
        "served_on",
        "starts",
        "ends",
    )


class NeedForm(_Placed):
    """One need that was not met."""

    service = forms.ModelChoiceField(
        label=_("服务项目"),
        queryset=ServiceKind.objects.none(),
        required=False,
        empty_label=_("目录里没有"),
    )
    wanted = forms.CharField(
        label=_("想要什么"),
        required=False,
        max_length=200,
        help_text=_("目录里没有合适的服务时填写，用居民自己的话，不写姓名"),
    )
    why = forms.TypedChoiceField(
        label=_("原因"), choices=[("", _("请选择")), *WhyNot.choices], coerce=WhyNot
    )
    people = forms.IntegerField(label=_("人数"), min_value=1, max_value=MOST_HEADS, initial=1)
    community = forms.ModelChoiceField(
        label=_("社区"),
        queryset=Community.objects.none(),
        required=False,
        empty_label=_("随居民或设施"),
    )
    wished_on = forms.DateField(label=_("希望日期"), required=False, widget=A_DAY)
    note = forms.CharField(
        label=_("说明"), required=False, max_length=LONGEST_NOTE, help_text=NO_NAMES
    )

    field_order = ("service", "wanted", "why", "people", "community", "facility", "wished_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = self._mine(Community.objects.all()).order_by("code")
        self._offer("community", mine)
        own = list(mine[:2])
        if len(own) < 2:
            del self.fields["community"]
        self.own_community = own[0] if len(own) == 1 else None

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        if not filled.get("service") and not filled.get("wanted"):
            self.add_error("wanted", gettext("请选择服务项目，或写明想要什么"))
        return filled

    def need(self, resident: Resident | None) -> NewNeed | None:
        """The need; None where nothing says in which community."""
        filled = self.cleaned_data
        facility = filled["facility"]
        community = (
            (resident.community if resident else None)
            or filled.get("community")
            or (facility.community if facility else None)
            or self.own_community
        )
        if community is None:
            self.add_error("facility", gettext("请选择居民、社区或设施"))
            return None
        return NewNeed(
            why=filled["why"],
            community=community,
            service=filled["service"],
            wanted=filled["wanted"],
            resident=resident,
            people=1 if resident else filled["people"],
            facility=facility,
            operator=self._operator(facility),
            wished_on=filled["wished_on"],
            note=filled["note"],
            written_key=filled["written_key"],
        )


class ReasonForm(forms.Form):
    """Why a row is taken back."""

    reason = forms.CharField(
        label=_("冲正原因"),
        max_length=LONGEST_NOTE,
        help_text=_("写明哪里记错了。原记录和冲正都会保留，任何统计都不再计入。"),
    )


def _check_times(form: forms.Form, filled: dict[str, Any]) -> None:
    starts, ends = filled.get("starts"), filled.get("ends")
    if ends and not starts:
        form.add_error("starts", gettext("填了结束时间，也请填开始时间"))
    elif starts and ends and ends < starts:
        form.add_error("ends", gettext("结束时间不能早于开始时间"))


def _moment(day: date, at: time | None) -> datetime | None:
    return None if at is None else timezone.make_aware(datetime.combine(day, at))


def _fen(yuan: Decimal) -> int:
    return int(yuan * FEN_PER_YUAN)
