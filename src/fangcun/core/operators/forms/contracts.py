"""Contracts, who takes over, and what is promised."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.actions import NewContract, WrittenContract, WrittenLine
from fangcun.core.operators.forms.fields import clock_field, day_field, text_field
from fangcun.core.operators.models import Contract, Operator, PromisedLine
from fangcun.core.operators.queries import rooms_covered
from fangcun.core.operators.states import CountedIn, Per
from fangcun.core.places.models import Facility, Room
from fangcun.core.places.queries import rooms_in_use
from fangcun.core.places.states import Weekday

MOST_YUAN = 9_999_999
MOST_UNITS = 1_000_000


class TermForm(forms.Form):
    """What a contract says beside its operator and facility."""

    rooms = forms.ModelMultipleChoiceField(
        label=_("运营哪些房间"),
        required=False,
        queryset=Room.objects.none(),
        help_text=_("一个也不选，就是整处设施。"),
        widget=forms.CheckboxSelectMultiple,
    )
    number = text_field(_("合同编号"), required=False)
    signed_on = day_field(_("签订日期"), required=False)
    starts_on = day_field(_("开始日期"))
    ends_on = day_field(_("结束日期"))
    liaison = text_field(
        _("社区联络人"), required=False, max_length=60, help_text=_("社区里负责监督这份合同的人。")
    )

    def __init__(self, *args: Any, facility: Facility, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facility = facility
        rooms: Any = self.fields["rooms"]
        rooms.queryset = rooms_in_use(facility)

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        starts_on, ends_on = filled.get("starts_on"), filled.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", gettext("结束日期不能早于开始日期。"))
        return filled

    @property
    def chosen_rooms(self) -> tuple[Room, ...]:
        return tuple(self.cleaned_data["rooms"])


class SignForm(TermForm):
    """A new contract."""

    operator = forms.ModelChoiceField(
        label=_("运营机构"), queryset=Operator.objects.none(), empty_label=_("请选择")
    )
    field_order = ("operator",)

    def __init__(self, *args: Any, operators: QuerySet[Operator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["operator"]
        field.queryset = operators.order_by("name", "pk")

    def new(self) -> NewContract:
        filled = self.cleaned_data
        return NewContract(
            operator=filled["operator"],
            facility=self.facility,
            starts_on=filled["starts_on"],
            ends_on=filled["ends_on"],
            rooms=self.chosen_rooms,
            number=filled["number"],
            signed_on=filled["signed_on"],
            liaison=filled["liaison"],
        )


class EditContractForm(TermForm, RevisedForm):
    """The same, over a contract that somebody else may be changing."""

    @staticmethod
    def values_of(contract: Contract) -> dict[str, Any]:
        fields = ("number", "signed_on", "starts_on", "ends_on", "liaison", "revision")
        return {
            "rooms": list(contract.rooms.all()),
            **{name: getattr(contract, name) for name in fields},
        }

    def written(self) -> WrittenContract:
        filled = self.cleaned_data
        return WrittenContract(
            starts_on=filled["starts_on"],
            ends_on=filled["ends_on"],
            rooms=self.chosen_rooms,
            number=filled["number"],
            signed_on=filled["signed_on"],
            liaison=filled["liaison"],
        )


class EndForm(RevisedForm):
    reason = text_field(_("终止原因"), help_text=_("如合同到期前协商终止、考核不合格。"))


class ChangeOperatorForm(RevisedForm):
    """Who takes over, until when, and why."""

    operator = forms.ModelChoiceField(
        label=_("新的运营机构"), queryset=Operator.objects.none(), empty_label=_("请选择")
    )
    ends_on = day_field(_("新合同结束日期"))
    number = text_field(_("新合同编号"), required=False)
    liaison = text_field(_("社区联络人"), required=False, max_length=60)
    takes_promises = forms.BooleanField(
        label=_("照抄原合同的承诺事项"), required=False, initial=True
    )
    reason = text_field(_("更换原因"))

    def __init__(
        self, *args: Any, operators: QuerySet[Operator], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field: Any = self.fields["operator"]
        field.queryset = operators.order_by("name", "pk")

    def clean_ends_on(self) -> date:
        ends_on: date = self.cleaned_data["ends_on"]
        if ends_on < self.today:
            raise forms.ValidationError(gettext("新合同从今天开始，结束日期不能早于今天。"))
        return ends_on

    def new(self, old: Contract, lines: tuple[WrittenLine, ...]) -> NewContract:
        """The contract that follows: same facility and rooms, from today."""
        filled = self.cleaned_data
        return NewContract(
            operator=filled["operator"],
            facility=old.facility,
            starts_on=self.today,
            ends_on=filled["ends_on"],
            rooms=tuple(old.rooms.all()),
            number=filled["number"],
            liaison=filled["liaison"],
            lines=lines if filled["takes_promises"] else (),
        )


class LineForm(forms.Form):
    service = forms.ModelChoiceField(
        label=_("服务项目"),
        queryset=ServiceKind.objects.order_by("position", "pk"),
        empty_label=_("请选择"),
    )
    quantity = forms.IntegerField(label=_("数量"), min_value=1, max_value=MOST_UNITS)
    counted_in = forms.TypedChoiceField(
        label=_("计量单位"),
        help_text=_("课程、集市等一场多人的，可按场计；其余按人次计，一人一次算一人次。"),
        choices=[("", _("请选择")), *CountedIn.choices],
        coerce=CountedIn,
    )
    per = forms.TypedChoiceField(label=_("周期"), choices=Per.choices, coerce=Per)
    room = forms.ModelChoiceField(
        label=_("房间"), required=False, queryset=Room.objects.none(), empty_label=_("不限，含上门")
    )
    weekday = forms.TypedChoiceField(
        label=_("星期"),
        required=False,
        choices=[("", _("不固定")), *Weekday.choices],
        coerce=int,
        empty_value=None,
    )
    starts = clock_field(_("开始时间"))
    ends = clock_field(_("结束时间"))
    when = text_field(_("时间说明"), required=False, help_text=_("如每月第一个星期六上午。"))
    price_yuan = forms.DecimalField(
        label=_("价格（元）"),
        help_text=_("居民付的价格；免费填0。"),
        min_value=0,
        max_value=MOST_YUAN,
        decimal_places=2,
    )
    note = text_field(_("说明"), required=False)

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["room"]
        field.queryset = rooms_covered(contract)

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        starts, ends = filled.get("starts"), filled.get("ends")
        if starts is not None and ends is not None and ends <= starts:
            self.add_error("ends", gettext("结束时间应晚于开始时间。"))
        return filled

    def written(self) -> WrittenLine:
        filled = self.cleaned_data
        same = (name for name in LineForm.base_fields if name != "price_yuan")
        return WrittenLine(
            price_fen=int(filled["price_yuan"] * 100), **{name: filled[name] for name in same}
        )


class EditLineForm(LineForm, RevisedForm):
    """The same, over a promise that somebody else may be changing."""

    @staticmethod
    def values_of(line: PromisedLine) -> dict[str, Any]:
        fields = (name for name in LineForm.base_fields if name != "price_yuan")
        return {
            "revision": line.revision,
            "price_yuan": f"{line.price_fen / 100:.2f}",
            **{name: getattr(line, name) for name in fields},
        }


class DropLineForm(RevisedForm):
    on = day_field(_("取消日期"))
    why = text_field(_("取消原因"))
