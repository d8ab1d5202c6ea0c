"""Festival sales: set up, ordered from, changed."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fangcun.base.lunar import lunar_words
from fangcun.base.revised import RevisedForm
from fangcun.core.people.models import Resident
from fangcun.services.canteen.actions.festivals import NewPack, NewPackOrder, NewSale
from fangcun.services.canteen.actions.festivals.ordering import MOST_UNITS, PackLines
from fangcun.services.canteen.forms.fields import YuanField, clock_field, day_field, text_field
from fangcun.services.canteen.models import FestivalSale, Kitchen, PackOrder, PickupSlot, SaleItem
from fangcun.services.canteen.queries.festivals import in_words_where_shown
from fangcun.services.canteen.rules.festivals import pickup_spans
from fangcun.services.canteen.rules.lunar import next_festivals
from fangcun.services.canteen.states import Channel, Festival

MOST_STOCK, MOST_DAYS = 100_000, 14


def moment_field(label: Any, **options: Any) -> forms.DateTimeField:
    """A day and a time of day, picked or typed."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=widget, **options)


def count_field(label: Any, **options: Any) -> forms.IntegerField:
    limits = {"min_value": 1, "max_value": MOST_STOCK}
    return forms.IntegerField(label=label, **{**limits, **options})


class PackForm(forms.Form):
    """One gift pack: what is in it, what it costs, how many there are."""

    name = text_field(_("礼包名称"), help_text=_("例如：588元年货礼包。"))
    contents = forms.CharField(
        label=_("里面有什么"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )
    price_fen = YuanField(label=_("价格（元）"))
    stock = count_field(_("数量"), required=False, min_value=0, help_text=_("不限请留空。"))
    most_per_person = count_field(_("每人最多"), required=False)
    most_per_household = count_field(_("每户最多"), required=False)

    def written(self) -> NewPack:
        return NewPack(**{name: self.cleaned_data[name] for name in self.base_fields})


PackForms = forms.formset_factory(PackForm, extra=1, min_num=1, max_num=12, validate_min=True)


class SaleForm(forms.Form):
    """A sale for a festival, planned by the lunar calendar."""

    name = text_field(_("销售名称"), help_text=_("例如：春节年货。"))
    festival_on = forms.ChoiceField(label=_("节日"))
    orders_from = moment_field(_("开始预订"))
    orders_until = moment_field(_("截止预订"), help_text=_("到这时为止可以订、改、退。"))
    first_day = day_field(_("取货第一天"))
    last_day = day_field(_("取货最后一天"))
    opens = clock_field(_("每天从几点"), initial=time(9))
    closes = clock_field(_("到几点"), initial=time(17))
    minutes = forms.IntegerField(label=_("每个时段几分钟"), min_value=10, max_value=480, initial=30)
    slot_capacity = count_field(_("每个时段最多几单"), initial=20)
    gives_bag = forms.BooleanField(
        label=_("每户送一个礼袋"), required=False, help_text=_("一户订几单都只送一个。")
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        festival: Any = self.fields["festival_on"]
        festival.choices = [
            (f"{one.day:%Y-%m-%d}", festival_words(one.festival, one.day))
            for one in next_festivals(from_day=today)
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and not 0 <= (last - first).days <= MOST_DAYS:
            self.add_error(
                "last_day",
                _now("最后一天不能早于第一天，最多{most}天。").format(most=MOST_DAYS),
            )
        opens, closes = said.get("opens"), said.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", _now("结束要晚于开始。"))
        return said

    def written(self, *, kitchen: Kitchen, packs: Sequence[NewPack]) -> NewSale:
        said = self.cleaned_data
        spans = pickup_spans(
            first=said["first_day"],
            last=said["last_day"],
            opens=said["opens"],
            closes=said["closes"],
            minutes=said["minutes"],
            zone=timezone.get_default_timezone(),
        )
        return NewSale(
            kitchen=kitchen,
            name=said["name"],
            festival_on=date.fromisoformat(said["festival_on"]),
            orders_from=said["orders_from"],
            orders_until=said["orders_until"],
            packs=tuple(packs),
            slots=tuple(spans),
            slot_capacity=said["slot_capacity"],
            gives_bag=said["gives_bag"],
        )


class ChangeSaleForm(RevisedForm):
    """Another name, orders for longer or shorter."""

    name = text_field(_("销售名称"))
    orders_until = moment_field(_("截止预订"))

    @staticmethod
    def values_of(sale: FestivalSale) -> dict[str, Any]:
        return {name: getattr(sale, name) for name in ("name", "orders_until", "revision")}


class StockForm(RevisedForm):
    """How many there are of a pack in all; `revision` is that of its offer."""

    stock = count_field(
        _("总数量"), required=False, min_value=0, help_text=_("已订的也算在内；不限请留空。")
    )


class SlotForm(forms.Form):
    """How many orders can be fetched in a slot."""

    capacity = count_field(_("最多几单"), min_value=0)


class PacksForm(forms.Form):
    """A number for every pack of a sale, and when they are fetched."""

    written_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    slot = forms.ChoiceField(
        label=_("取货时段"), error_messages={"invalid_choice": _("这个时段不能再约，请另选。")}
    )

    def __init__(
        self, *args: Any, items: Sequence[SaleItem], slots: Sequence[PickupSlot], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.items, self.slots = items, {str(slot.pk): slot for slot in slots}
        add_items(self, items)
        slot: Any = self.fields["slot"]
        slot.choices = [(key, in_words_where_shown(one)) for key, one in self.slots.items()]
        self.order_fields([*(units_of(item) for item in items), "slot"])

    def lines(self) -> PackLines:
        return lines_in(self, self.items)

    def chosen_slot(self) -> PickupSlot:
        return self.slots[self.cleaned_data["slot"]]

    def written(self, *, sale: FestivalSale, resident: Resident) -> NewPackOrder:
        return NewPackOrder(
            sale=sale,
            resident=resident,
            lines=self.lines(),
            slot=self.chosen_slot(),
            channel=Channel(self.cleaned_data.get("channel", Channel.ONLINE)),
            written_key=self.cleaned_data["written_key"],
        )


class DeskPacksForm(PacksForm):
    """The same, for somebody who stands here or telephones."""

    channel = forms.ChoiceField(
        label=_("下单渠道"),
        choices=[(one.value, one.label) for one in (Channel.COUNTER, Channel.PHONE)],
        widget=forms.RadioSelect,
        initial=Channel.COUNTER,
    )


class ChangePacksForm(RevisedForm):
    """Other numbers of packs in an order that is there."""

    why = forms.CharField(label=_("原因（截止以后要写）"), required=False, max_length=200)

    def __init__(
        self, *args: Any, items: Sequence[SaleItem], order: PackOrder, **more: Any
    ) -> None:
        has = {units_of(line.item): line.units for line in order.lines.all()}
        more["initial"] = {"revision": order.revision, **has}
        super().__init__(*args, **more)
        self.items = items
        add_items(self, items)
        self.order_fields([*(units_of(item) for item in items), "why"])

    def lines(self) -> PackLines:
        return lines_in(self, self.items)


class MoveSlotForm(forms.Form):
    """Another slot of the same sale."""

    slot = forms.ChoiceField(label=_("取货时段"))

    def __init__(self, *args: Any, slots: Sequence[PickupSlot], **more: Any) -> None:
        super().__init__(*args, **more)
        self.slots = {str(slot.pk): slot for slot in slots}
        slot: Any = self.fields["slot"]
        slot.choices = [(key, in_words_where_shown(one)) for key, one in self.slots.items()]

    def chosen_slot(self) -> PickupSlot:
        return self.slots[self.cleaned_data["slot"]]


def add_items(form: forms.Form, items: Sequence[SaleItem]) -> None:
    for item in items:
        form.fields[units_of(item)] = forms.IntegerField(
            label=item.name,
            required=False,
            min_value=0,
            max_value=MOST_UNITS,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )


def lines_in(form: forms.Form, items: Sequence[SaleItem]) -> PackLines:
    """What was chosen, in the order of the sale."""
    said = form.cleaned_data
    return tuple((item, said[units_of(item)]) for item in items if said.get(units_of(item)))


def units_of(item: SaleItem) -> str:
    return f"pack_{item.pk}"


def festival_words(festival: str, day: date) -> str:
    """春节 2026年2月17日 正月初一."""
    return _now("{festival} {day}（{lunar}）").format(
        festival=Festival(festival).label, day=f"{day:%Y-%m-%d}", lunar=lunar_words(day)
    )
