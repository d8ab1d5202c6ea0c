"""What a month of an operator comes to: the ledger's records, split by who pays.

Price and subsidy are those of the records that stand, so that the sheet and the ledger cannot
differ; the rule of the claim says who bears the subsidy.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from fangcun.core.operators.models import Operator
from fangcun.core.payments.models import Payment
from fangcun.core.payments.states import Method
from fangcun.ledger.rules import guarded, is_small
from fangcun.services.canteen.models import (
    Kitchen,
    MealOrder,
    OrderLine,
    PriceClass,
    SubsidyDifference,
)
from fangcun.services.canteen.rules.months import Month, month_of
from fangcun.services.canteen.rules.subsidies import Parts, Shares, parts_of, sum_of
from fangcun.services.canteen.states import Mode, Period

ORDER = {
    name: F(f"order__{name}")
    for name in ("code", "served_on", "period", "mode", "kitchen_id", "price_class_id")
}
CLAIM = {
    "rule": F("order__claim__rule_id"),
    "district": F("order__claim__rule__district_percent"),
    "street": F("order__claim__rule__street_percent"),
    "operator": F("order__claim__rule__operator_percent"),
}
BORNE_BY_THE_OPERATOR = Shares(0, 0, 100)
"""What nobody else has promised to pay: whoever gave it bears it."""


class Meal(NamedTuple):
    """One meal that was served, and who pays what of it."""

    order: int
    code: str
    served_on: date
    period: str
    mode: str
    kitchen: int
    price_class: int | None
    person: int | None  # the one number of a person, whichever of his rows was named
    ordered_at: datetime
    rule: int | None
    parts: Parts


@dataclass(frozen=True, slots=True)
class Line:
    """Meals of one canteen, meal, way to eat and price class."""

    kitchen: Kitchen
    period: Period
    mode: Mode
    price_class: PriceClass | None
    meals: int
    people: int
    parts: Parts
    is_hidden: bool = False
    """So few people that they could be known."""


class Paid(NamedTuple):
    """What people paid by one method, and what of it went back."""

    method: Method
    taken_fen: int
    refunded_fen: int

    @property
    def kept_fen(self) -> int:
        return self.taken_fen - self.refunded_fen


class Late(NamedTuple):
    """Differences accepted in this month for the meals of an earlier one."""

    month: Month
    kitchen: Kitchen
    meals: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class Settlement:
    """A month of one operator."""

    operator: Operator
    month: Month
    lines: list[Line]
    meals: int
    parts: Parts
    paid: list[Paid]
    late: list[Late]
    is_hidden: bool = False

    @property
    def late_parts(self) -> Parts:
        """All differences together."""
        return sum_of([one.parts for one in self.late])

    @property
    def due(self) -> Parts:
        """What each pays for this month, differences of earlier months included."""
        return sum_of([self.parts, self.late_parts])

    @property
    def owed_fen(self) -> int:
        """What people have not paid yet of their own parts."""
        return self.parts.resident_fen - sum(one.kept_fen for one in self.paid)


def meals_served(
    orders: QuerySet[MealOrder], *, month: Month, operator: Operator | None = None
) -> list[Meal]:
    """The meals of a month as the ledger has them, day by day; None: whoever served them."""
    lines: Any = OrderLine.objects.filter(  # columns are named below, which no checker follows
        order__in=orders.order_by().values("pk"),
        order__served_on__range=month,
        commitment__record__isnull=False,
        commitment__record__reversal__isnull=True,
    )
    if operator is not None:
        lines = lines.filter(commitment__operator=operator)
    person = Coalesce(F("order__resident__merged_into_id"), F("order__resident_id"))
    rows = (
        lines.order_by()
        .values("order_id", person=person, ordered_at=F("order__ordered_at"), **ORDER, **CLAIM)
        .annotate(
            price=Sum("commitment__record__price_fen"),
            subsidy=Sum("commitment__record__subsidy_fen"),
        )
        .order_by("served_on", "kitchen_id", "period", "code", "order_id")
    )
    return [_meal(row) for row in rows]


def _meal(row: dict[str, Any]) -> Meal:
    is_subsidised = row["subsidy"] > 0
    shares = BORNE_BY_THE_OPERATOR
    if is_subsidised and row["rule"] is not None:
        shares = Shares(row["district"], row["street"], row["operator"])
    parts = parts_of(price_fen=row["price"], subsidy_fen=row["subsidy"], shares=shares)
    return Meal(
        order=row["order_id"],
        code=row["code"],
        served_on=row["served_on"],
        period=row["period"],
        mode=row["mode"],
        kitchen=row["kitchen_id"],
        price_class=row["price_class_id"],
        person=row["person"],
        ordered_at=row["ordered_at"],
        rule=row["rule"] if is_subsidised else None,
        parts=parts,
    )


def settlement(*, operator: Operator, month: Month, among: QuerySet[MealOrder]) -> Settlement:
    """What a month comes to, among the orders that the reader may count."""
    meals = meals_served(among, month=month, operator=operator)
    return Settlement(
        operator=operator,
        month=month,
        lines=_lines(meals),
        meals=len(meals),
        parts=sum_of([meal.parts for meal in meals]),
        paid=_paid(operator, month, among),
        late=_late(operator, month, among),
    )


def without_small_cells(told: Settlement, *, smallest: int) -> Settlement:
    """As those see it who may not see counts that could point at a person."""
    people = [line.people for line in told.lines]
    cells, total = guarded(counts=people, total=sum(people), threshold=smallest)
    if total.count is None:
        return replace(told, lines=[], paid=[], late=[], is_hidden=True)
    lines = [
        replace(line, is_hidden=cell.count is None)
        for line, cell in zip(told.lines, cells, strict=True)
    ]
    late = [] if any(is_small(one.meals, smallest) for one in told.late) else told.late
    return replace(told, lines=lines, late=late)


def differences_accepted(
    *, operator: Operator, month: Month, among: QuerySet[MealOrder]
) -> QuerySet[SubsidyDifference]:
    """Differences that belong on the sheet of a month: those accepted in it."""
    begins = timezone.make_aware(datetime.combine(month.since, time.min))
    ends = timezone.make_aware(datetime.combine(month.until + timedelta(days=1), time.min))
    of_operator = MealOrder.objects.filter(lines__commitment__operator=operator).values("pk")
    rows = SubsidyDifference.objects.filter(
        order__in=among.order_by().values("pk"), accepted_at__gte=begins, accepted_at__lt=ends
    ).filter(order__in=of_operator)
    shown = rows.select_related("order__kitchen", "order__resident__community", "accepted_by")
    return shown.select_related("old_rule__pack", "rule__pack").order_by(
        "order__served_on", "order__kitchen_id", "order__code", "pk"
    )


def parts_moved(row: SubsidyDifference) -> Parts:
    return Parts(row.district_fen, row.street_fen, row.operator_fen, row.resident_fen)


def _lines(meals: Iterable[Meal]) -> list[Line]:
    grouped: dict[tuple[int, str, str, int | None], list[Meal]] = defaultdict(list)
    for meal in meals:
        grouped[meal.kitchen, meal.period, meal.mode, meal.price_class].append(meal)
    kitchens = Kitchen.objects.in_bulk({key[0] for key in grouped})
    classes = PriceClass.objects.in_bulk({key[3] for key in grouped if key[3] is not None})
    lines = [
        Line(
            kitchen=kitchens[kitchen],
            period=Period(period),
            mode=Mode(mode),
            price_class=None if price_class is None else classes[price_class],
            meals=len(found),
            people=people_of(found),
            parts=sum_of([meal.parts for meal in found]),
        )
        for (kitchen, period, mode, price_class), found in grouped.items()
    ]
    return sorted(lines, key=_place)


def people_of(meals: Sequence[Meal]) -> int:
    """Different people; each meal of somebody unnamed is one of his own."""
    named = {meal.person for meal in meals if meal.person is not None}
    return len(named) + sum(meal.person is None for meal in meals)


def _place(line: Line) -> tuple[str, int, int, int, int]:
    """By canteen, then in the order in which one eats."""
    position = -1 if line.price_class is None else line.price_class.position
    meal = list(Period).index(line.period)
    return (line.kitchen.name, line.kitchen.pk, meal, list(Mode).index(line.mode), position)


def _paid(operator: Operator, month: Month, among: QuerySet[MealOrder]) -> list[Paid]:
    """Of every order of the month, cancelled ones too: what they paid went back."""
    named = Concat(Value("canteen:order:"), Cast("pk", CharField()))
    orders = among.filter(served_on__range=month).order_by()
    paid = Payment.objects.filter(
        operator=operator,
        source__in=orders.annotate(source=named).values("source"),
        paid_at__isnull=False,
    )
    rows = paid.order_by().values_list("method").annotate(Sum("amount_fen"), Sum("refunded_fen"))
    found = {method: sums for method, *sums in rows}
    return [Paid(method, *found[method]) for method in Method if method in found]


def _late(operator: Operator, month: Month, among: QuerySet[MealOrder]) -> list[Late]:
    grouped: dict[tuple[Month, Kitchen], list[SubsidyDifference]] = defaultdict(list)
    for row in differences_accepted(operator=operator, month=month, among=among):
        grouped[month_of(row.order.served_on), row.order.kitchen].append(row)
    return [
        Late(
            served,
            kitchen,
            len({row.order_id for row in rows}),
            sum_of([parts_moved(row) for row in rows]),
        )
        for (served, kitchen), rows in grouped.items()
    ]
