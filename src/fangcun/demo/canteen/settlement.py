"""The month before: eaten on trial, settled, and reckoned again after a rule was raised."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from fangcun.core.catalog.states import Standing
from fangcun.demo.accounts import demo_user
from fangcun.demo.canteen.days import hand_over_lunch
from fangcun.demo.canteen.meals import order_by_telephone
from fangcun.demo.canteen.menus import publish_lunch
from fangcun.demo.canteen.month import Month, elders_of
from fangcun.demo.canteen.written import BY, written
from fangcun.demo.days import SATURDAY, moment
from fangcun.services.canteen.actions.packs import WrittenPack, WrittenRule, write_pack
from fangcun.services.canteen.actions.recounts import accept_differences
from fangcun.services.canteen.models import MealOrder, SubsidyPack, SubsidyRule
from fangcun.services.canteen.queries.operators import who_runs
from fangcun.services.canteen.queries.packs import newest_version, rules_of
from fangcun.services.canteen.queries.subsidies import shares_of
from fangcun.services.canteen.rules.months import month_before, month_of

FEN = 100
TRIAL_DAYS = 2
TRIED = 8


def eat_on_trial(month: Month, *, before: date) -> None:
    """A few lunches of the month before, so that it can be settled."""
    elders = elders_of(month.canteen.facility.community, on=month.today)[:TRIED]
    for day in _trial_days(month, before):
        publish_lunch(
            month.canteen,
            month.dishes,
            day=day,
            by=month.cook,
            now=moment(day - timedelta(days=4), time(9)),
        )
        rang_at = moment(day - timedelta(days=1), time(10))
        for resident in elders:
            order_by_telephone(month, month.canteen, day, resident=resident, at=rang_at)
        hand_over_lunch(month, month.canteen, day)


def recount_the_month_before(month: Month) -> None:
    """A rule is raised for days that are over; the difference is accepted."""
    operator = who_runs(month.canteen, on=month.today)
    pack = newest_version(written()["raised"]["pack"])
    if operator is None or pack is None:
        return
    now = month.now - timedelta(hours=20)
    write_pack(code=pack.code, over_version=pack.version, written=_raised(pack), by=BY, now=now)
    accept_differences(
        month=month_before(month_of(month.today)),
        operator=operator,
        among=MealOrder.objects.filter(kitchen__in=month.kitchens),
        by=demo_user("officer"),
        now=month.now,
    )


def _trial_days(month: Month, before: date) -> Iterator[date]:
    """The last working days of the month before that come before the first week of menus."""
    last = min(month_before(month_of(month.today)).until, before - timedelta(days=1))
    days = (last - timedelta(days=back) for back in range(7))
    working = [day for day in days if day.weekday() < SATURDAY]
    yield from sorted(working[:TRIAL_DAYS])


def _raised(pack: SubsidyPack) -> WrittenPack:
    """The pack as it is, but for one rule, and for the source that says so."""
    raised = written()["raised"]
    rules = [_as_written(rule) for rule in rules_of(pack)]
    return WrittenPack(
        name_zh=pack.name_zh,
        name_en=pack.name_en,
        source=raised["source"],
        checked_on=pack.checked_on,
        standing=Standing(pack.standing),
        valid_from=pack.valid_from,
        valid_until=pack.valid_until,
        is_in_use=True,
        rules=[
            replace(rule, amount_fen=raised["amount_yuan"] * FEN)
            if rule.code == raised["rule"]
            else rule
            for rule in rules
        ],
    )


def _as_written(rule: SubsidyRule) -> WrittenRule:
    same = ("code", "name_zh", "name_en", "conditions", "periods", "modes")
    money = ("amount_fen", "percent", "most_fen")
    return WrittenRule(
        shares=shares_of(rule), **{name: getattr(rule, name) for name in (*same, *money)}
    )
