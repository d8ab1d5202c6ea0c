"""Opening and changing what can be booked, and asking for it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.http import Staff
from fangcun.base.revised import RevisedForm
from fangcun.base.rights import Right
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.catalog.queries import services_offered
from fangcun.core.entitlements.queries import rules_in_force
from fangcun.core.operators.models import Operator
from fangcun.core.operators.queries import contracts_running
from fangcun.core.people.models import Group
from fangcun.core.places.models import Community, Facility
from fangcun.ledger.actions import NewOffer
from fangcun.ledger.forms.writing import A_DAY, FEN_PER_YUAN, LONGEST_NOTE, MOST_YUAN, NO_NAMES
from fangcun.ledger.models import Offer
from fangcun.ledger.queries.offers import OffersSought
from fangcun.ledger.states import OfferState

A_MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
MOST_UNITS = 100_000
OLDEST = 130


def _moment(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=required,
        widget=A_MOMENT,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )


def _number(label: Any, help_text: Any = "", *, least: int = 1, most: int = MOST_UNITS) -> Any:
    return forms.IntegerField(
        label=label, help_text=help_text, required=False, min_value=least, max_value=most
    )


class OffersForm(forms.Form):
    """Which offers a list shows."""

    day = forms.DateField(label=_("从哪天起"), required=False, widget=A_DAY)
    facility = forms.ModelChoiceField(
        label=_("设施"), required=False, queryset=Facility.objects.none(), empty_label=_("全部")
    )
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), *OfferState.choices]
    )

    def __init__(self, given: Any, *, staff: Staff, today: date) -> None:
        super().__init__({"day": today, **{name: given[name] for name in given if given[name]}})
        self.today = today
        field: Any = self.fields["facility"]
        mine = staff.rows(Right.READ_LEDGER, Facility.objects.all())
        field.queryset = mine.order_by("name", "pk")

    def sought(self) -> OffersSought:
        self.is_valid()
        filled = getattr(self, "cleaned_data", {})
        facility = filled.get("facility")
        return OffersSought(
            day=filled.get("day") or self.today,
            facility=facility.pk if facility else None,
            state=filled.get("state") or "",
        )


class _OfferFields(forms.Form):
    """What may be said, and later changed, of an offer."""

    title = forms.CharField(
        label=_("名称"),
        required=False,
        max_length=200,
        help_text=_("服务名称不够具体时填写，例如“588元年货礼包”"),
    )
    starts_at = _moment(_("开始时间"))
    ends_at = _moment(_("结束时间"))
    capacity = _number(_("总量"), _("不填：来多少都可以"), least=0)
    price = forms.DecimalField(
        label=_("价格（元）"), min_value=0, max_value=MOST_YUAN, decimal_places=2, initial=0
    )
    books_from = _moment(_("开始预订"))
    books_until = _moment(_("截止预订"), _("以后到现场的人，有空位仍可办理"))
    cancel_until = _moment(_("截止取消"), _("以后由前台办理，并写明原因"))
    most_per_person = _number(_("每人限量"), _("不填：不限"))
    most_per_household = _number(_("每户限量"), _("不填：不限"))
    has_waiting_list = forms.BooleanField(label=_("满员后可候补"), required=False)
    accept_minutes = _number(
        _("候补确认时限（分钟）"), _("有空位时保留多久等本人确认；0：直接订好"), least=0
    )
    least_units = _number(_("成行最少"), _("到判定时间不足这个数就取消并告知"))
    decide_at = _moment(_("成行判定时间"), required=False)
    least_age = _number(_("最小年龄"), least=0, most=OLDEST)
    most_age = _number(_("最大年龄"), least=0, most=OLDEST)
    communities = forms.ModelMultipleChoiceField(
        label=_("限这些社区"),
        required=False,
        queryset=Community.objects.none(),
        help_text=_("不选：各社区居民都可以"),
    )
    group = forms.ModelChoiceField(
        label=_("限小组成员"), required=False, queryset=Group.objects.none(), empty_label=_("不限")
    )
    benefit = forms.ChoiceField(label=_("须享有的待遇"), required=False)

    def __init__(self, *args: Any, staff: Staff, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff, self.today = staff, today
        mine = Community.objects.order_by("code")
        self._choose("communities", mine)
        groups = staff.rows(Right.MANAGE_OFFERS, Group.objects.all())
        self._choose("group", groups.order_by("name", "pk"))
        field: Any = self.fields["benefit"]
        rules = [(rule.key, str(rule)) for rule in rules_in_force(today)]
        field.choices = [("", _("不限")), *rules]

    def _choose(self, name: str, rows: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = rows

    def clean_accept_minutes(self) -> int:
        return self.cleaned_data["accept_minutes"] or 0

    def changes(self) -> dict[str, Any]:
        """What was filled in, as an offer has it."""
        filled = {name: self.cleaned_data[name] for name in _OfferFields.base_fields}
        price: Decimal = filled.pop("price")
        communities = tuple(filled.pop("communities"))
        return {**filled, "price_fen": int(price * FEN_PER_YUAN), "communities": communities}


class NewOfferForm(_OfferFields):
    written_key = forms.UUIDField(widget=forms.HiddenInput)
    service = forms.ModelChoiceField(
        label=_("服务项目"), queryset=ServiceKind.objects.none(), empty_label=_("请选择")
    )
    facility = forms.ModelChoiceField(
        label=_("设施"),
        queryset=Facility.objects.none(),
        required=False,
        empty_label=_("不在设施内"),
    )

    field_order = ("service", "title", "facility")

    def __init__(self, *args: Any, staff: Staff, today: date, **kwargs: Any) -> None:
        now = timezone.localtime()
        kwargs["initial"] = {"written_key": uuid4(), "books_from": now, **kwargs.get("initial", {})}
        super().__init__(*args, staff=staff, today=today, **kwargs)
        self._choose("service", services_offered())
        mine = staff.rows(Right.MANAGE_OFFERS, Facility.objects.select_related("community"))
        self._choose("facility", mine.order_by("name", "pk"))

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        if not filled.get("facility") and self._own_community() is None:
            self.add_error("facility", gettext("请选择设施"))
        return filled

    def offer(self) -> NewOffer:
        facility = self.cleaned_data["facility"]
        community = facility.community if facility else self._own_community()
        assert community is not None  # noqa: S101  # `clean` has asked for it
        return NewOffer(
            service=self.cleaned_data["service"],
            facility=facility,
            community=community,
            operator=self._operator(facility),
            written_key=self.cleaned_data["written_key"],
            **self.changes(),
        )

    def _own_community(self) -> Community | None:
        """Of whoever works for one community alone."""
        own = self.staff.rows(Right.MANAGE_OFFERS, Community.objects.all())[:2]
        return own[0] if len(own) == 1 else None

    def _operator(self, facility: Facility | None) -> Operator | None:
        running = contracts_running(self.today).filter(facility=facility)
        contract = running.select_related("operator").first() if facility else None
        return contract.operator if contract else None


class EditOfferForm(_OfferFields, RevisedForm):
    """Everything but what it is and where: those are another offer."""

    @staticmethod
    def values_of(offer: Offer) -> dict[str, Any]:
        same = {name: getattr(offer, name) for name in _OfferFields.base_fields if name != "price"}
        moments = {
            name: timezone.localtime(value)
            for name, value in same.items()
            if isinstance(value, datetime)
        }
        return {
            **same,
            **moments,
            "communities": list(offer.communities.all()),
            "group": offer.group_id,
            "price": Decimal(offer.price_fen) / FEN_PER_YUAN,
            "revision": offer.revision,
        }


class BookForm(forms.Form):
    """So many for somebody who is here or on the telephone."""

    written_key = forms.UUIDField(widget=forms.HiddenInput)
    units = forms.IntegerField(label=_("数量"), min_value=1, max_value=MOST_UNITS, initial=1)
    may_wait = forms.BooleanField(label=_("满员时候补"), required=False)
    promised_to = forms.CharField(
        label=_("约定对象"),
        required=False,
        max_length=200,
        help_text=_("档案里没有时填写，例如“陈先生 12号楼301”"),
    )
    note = forms.CharField(label=_("说明"), required=False, max_length=LONGEST_NOTE)

    def __init__(self, *args: Any, offer: Offer, has_resident: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {"written_key": uuid4()}
        super().__init__(*args, **kwargs)
        if not offer.has_waiting_list:
            del self.fields["may_wait"]
        if has_resident:
            del self.fields["promised_to"]


class UnitsForm(forms.Form):
    """Another number."""

    written_key = forms.UUIDField(widget=forms.HiddenInput)
    units = forms.IntegerField(label=_("数量"), min_value=1, max_value=MOST_UNITS)
    note = forms.CharField(
        label=_("原因"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=_("已过自行更改的时间时必填"),
    )

    def __init__(self, *args: Any, units: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"units": units, "written_key": uuid4()}
        super().__init__(*args, **kwargs)


class CallOffForm(forms.Form):
    why = forms.CharField(
        label=_("取消原因"),
        max_length=400,
        help_text=_("会原样告诉每一位已预订和候补的居民，请不要写姓名。"),
    )


class InterestForm(forms.Form):
    service = forms.ModelChoiceField(
        label=_("想要的服务"), queryset=ServiceKind.objects.none(), empty_label=_("请选择")
    )
    words = forms.CharField(label=_("居民原话"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["service"]
        field.queryset = services_offered()


class EndInterestForm(forms.Form):
    why = forms.CharField(label=_("结束原因"), required=False, max_length=100, help_text=NO_NAMES)
