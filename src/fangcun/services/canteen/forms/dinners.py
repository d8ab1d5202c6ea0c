"""Tables, seatings and bookings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.canteen.actions.dinners import NewBooking, NewSeating, WrittenTable
from fangcun.services.canteen.actions.dinners.booking import MOST_AT_A_PARTY
from fangcun.services.canteen.forms.festivals import moment_field
from fangcun.services.canteen.forms.fields import YuanField, text_field
from fangcun.services.canteen.models import DiningTable, Kitchen, Seating
from fangcun.services.canteen.states import Channel

MOST_COLUMNS = 16


class TableForm(forms.Form):
    """A table of the plan."""

    number = forms.CharField(label=_("桌号"), max_length=10)
    seats = forms.IntegerField(label=_("座位"), min_value=1, max_value=40, initial=10)
    column = forms.IntegerField(label=_("从左数第几列"), min_value=1, max_value=MOST_COLUMNS)
    row = forms.IntegerField(label=_("从前数第几行"), min_value=1, max_value=MOST_COLUMNS)
    is_in_use = forms.BooleanField(label=_("使用中"), required=False, initial=True)

    @staticmethod
    def values_of(table: DiningTable) -> dict[str, Any]:
        return {name: getattr(table, name) for name in TableForm.base_fields}

    def written(self) -> WrittenTable:
        return WrittenTable(**{name: self.cleaned_data[name] for name in self.base_fields})


class SeatingForm(forms.Form):
    """One sitting: when, until when it is booked, what a table costs in advance."""

    name = text_field(_("名称"), initial=_("年夜饭"))
    starts_at = moment_field(_("开始"))
    ends_at = moment_field(_("结束"))
    books_from = moment_field(_("开始预订"))
    books_until = moment_field(_("截止预订"))
    cancel_until = moment_field(_("退订金截止"), help_text=_("到这时为止取消，订金全退。"))
    deposit_fen = YuanField(label=_("每桌订金（元）"), initial=0)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        starts, ends = said.get("starts_at"), said.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _now("结束要晚于开始。"))
        return said

    def written(self, *, kitchen: Kitchen) -> NewSeating:
        fields = {name: self.cleaned_data[name] for name in self.base_fields}
        return NewSeating(kitchen=kitchen, **fields)


class BookingForm(forms.Form):
    """How many come; which tables, if it matters."""

    written_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    party_size = forms.IntegerField(label=_("几个人"), min_value=1, max_value=MOST_AT_A_PARTY)
    note = forms.CharField(
        label=_("备注（可以不填）"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("例如：有轮椅、要儿童椅。"),
    )

    def written(self, *, seating: Seating, resident: Resident) -> NewBooking:
        return NewBooking(
            seating=seating,
            resident=resident,
            party_size=self.cleaned_data["party_size"],
            channel=Channel.ONLINE,
            written_key=self.cleaned_data["written_key"],
            note=self.cleaned_data["note"],
        )


class DeskBookingForm(BookingForm):
    """The same at the desk: tables can be chosen."""

    channel = forms.ChoiceField(
        label=_("预订渠道"),
        choices=[(one.value, one.label) for one in (Channel.COUNTER, Channel.PHONE)],
        initial=Channel.COUNTER,
    )
    tables = forms.MultipleChoiceField(
        label=_("桌位"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不选：系统挑坐得下的最小的桌；人多自动拼相邻的桌。"),
    )

    def __init__(self, *args: Any, free: Sequence[DiningTable], **more: Any) -> None:
        super().__init__(*args, **more)
        self.free = offer_tables(self, free)

    def written(self, *, seating: Seating, resident: Resident) -> NewBooking:
        booking = super().written(seating=seating, resident=resident)
        channel = Channel(self.cleaned_data["channel"])
        return replace(booking, channel=channel, tables=self.chosen())

    def chosen(self) -> tuple[DiningTable, ...] | None:
        return tuple(self.free[key] for key in self.cleaned_data["tables"]) or None


class TablesForm(forms.Form):
    """At which tables a party sits: one, or several side by side."""

    tables = forms.MultipleChoiceField(label=_("桌位"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, free: Sequence[DiningTable], **more: Any) -> None:
        super().__init__(*args, **more)
        self.free = offer_tables(self, free)

    def chosen(self) -> list[DiningTable]:
        return [self.free[key] for key in self.cleaned_data["tables"]]


class PartyForm(forms.Form):
    """More people, or fewer."""

    party_size = forms.IntegerField(label=_("几个人"), min_value=1, max_value=MOST_AT_A_PARTY)
    why = forms.CharField(label=_("原因（截止以后要写）"), required=False, max_length=200)


def offer_tables(form: forms.Form, free: Sequence[DiningTable]) -> dict[str, DiningTable]:
    """The tables that can be chosen, by what the page sends."""
    tables: Any = form.fields["tables"]
    tables.choices = [
        (str(one.pk), _now("{number}号桌（{seats}座）").format(number=one.number, seats=one.seats))
        for one in free
    ]
    return {str(one.pk): one for one in free}
