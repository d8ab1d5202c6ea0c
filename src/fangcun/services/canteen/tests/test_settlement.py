"""A month of an operator: the same money as in the ledger, split by who pays; reckoned again."""

import io
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.operators.tests.cast import an_operator
from fangcun.core.payments.states import Method
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.ledger.actions import reverse_record
from fangcun.ledger.models import ServiceRecord
from fangcun.services.canteen.actions.orders import cancel_order, pay_order, serve_order
from fangcun.services.canteen.actions.recounts import MonthNotOver, accept_differences
from fangcun.services.canteen.models import (
    DishPrice,
    MealOrder,
    SubsidyClaim,
    SubsidyDifference,
)
from fangcun.services.canteen.queries.meal_rows import moved_rows, rows_of
from fangcun.services.canteen.queries.previews import preview
from fangcun.services.canteen.queries.recount import recount
from fangcun.services.canteen.queries.settlement import (
    differences_accepted,
    meals_served,
    settlement,
    without_small_cells,
)
from fangcun.services.canteen.rules.months import month_of
from fangcun.services.canteen.rules.subsidies import Parts, Shares
from fangcun.services.canteen.sheets.settlement import settlement_sheet
from fangcun.services.canteen.states import Mode
from fangcun.services.canteen.tests.cast import a_price_class
from fangcun.services.canteen.tests.orders_cast import (
    TUESDAY,
    TUESDAY_NIGHT,
    TUESDAY_NOON,
    a_published_menu,
    an_order,
)
from fangcun.services.canteen.tests.subsidies_cast import (
    BORN_1960,
    a_run_kitchen,
    a_served_meal,
    a_subsidy_pack,
    a_written_rule,
    an_elder,
)

pytestmark = pytest.mark.django_db

FEBRUARY = month_of(date(2026, 2, 1))
MARCH = month_of(date(2026, 3, 1))
MARCH_THE_5TH = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
WEDNESDAY = TUESDAY + timedelta(days=1)


def everything():
    return MealOrder.objects.all()


def a_month(operator):
    """Lunches of two days at two canteens: of the old, the young, the unnamed, one dearer."""
    a_subsidy_pack(
        a_written_rule(code="old", amount_fen=301),
        a_written_rule(
            {"age_at_least": 60}, code="sixty", amount_fen=None, percent=15, most_fen=200
        ),
    )
    people = [an_elder(name="陈"), an_elder(name="李", born_on=BORN_1960), None]
    for kitchen in (a_run_kitchen(operator), a_run_kitchen(operator)):
        for day in (TUESDAY, WEDNESDAY):
            dishes = (f"饭{day:%d}", f"汤{day:%d}")
            rice, soup = a_published_menu(*dishes, kitchen=kitchen, served_on=day)
            cheap = a_price_class(conditions={"age_at_least": 80})
            DishPrice.objects.create(dish=rice.dish, price_class=cheap, price_fen=777)
            for person in people:
                a_served_meal(rice, (soup, 2), resident=person, mode=Mode.DINE_IN)
    return people


class TestSettlement:
    def test_is_the_ledger_split_by_who_pays(self):
        """The referee adds up records and claims one by one."""
        operator = an_operator()
        a_month(operator)

        told = settlement(operator=operator, month=FEBRUARY, among=everything())

        records = ServiceRecord.objects.filter(operator=operator)
        claims = SubsidyClaim.objects.filter(released_at=None)
        assert told.meals == 12
        assert told.parts.price_fen == sum(one.price_fen for one in records)
        assert told.parts.subsidy_fen == sum(one.subsidy_fen for one in records)
        assert told.parts.district_fen == sum(one.district_fen for one in claims)
        assert told.parts.street_fen == sum(one.street_fen for one in claims)
        assert told.parts.operator_fen == sum(one.operator_fen for one in claims)
        assert sum(line.meals for line in told.lines) == told.meals
        counted = Counter((one.kitchen_id, one.price_class_id) for one in MealOrder.objects.all())
        shown = {
            (line.kitchen.pk, line.price_class.pk if line.price_class else None): line.meals
            for line in told.lines
        }
        assert shown == counted

    def test_every_record_is_its_claim(self):
        operator = an_operator()
        a_month(operator)

        for meal in meals_served(everything(), month=FEBRUARY, operator=operator):
            claim = SubsidyClaim.objects.filter(order=meal.order, released_at=None).first()
            if claim is None:
                assert meal.parts.subsidy_fen == 0
            else:
                assert meal.rule == claim.rule_id
                assert meal.parts == Parts(
                    claim.district_fen, claim.street_fen, claim.operator_fen, claim.resident_fen
                )

    def test_leaves_out_other_operators_other_months_and_what_was_taken_back(self):
        operator = an_operator()
        (rice,) = a_published_menu(kitchen=a_run_kitchen(operator))
        (other,) = a_published_menu(kitchen=a_run_kitchen())
        a_served_meal(rice)
        a_served_meal(other)
        an_order(rice)
        wrong = a_served_meal(rice)
        record = wrong.lines.get().commitment.record
        reverse_record(record=record, reason="重复", by=a_person(), now=TUESDAY_NIGHT)

        assert settlement(operator=operator, month=FEBRUARY, among=everything()).meals == 1
        assert settlement(operator=operator, month=MARCH, among=everything()).meals == 0

    def test_says_what_people_paid_and_what_is_owed(self):
        operator = an_operator()
        (rice,) = a_published_menu(kitchen=a_run_kitchen(operator))
        by = a_person()
        paid, gone, _owing = an_order(rice), an_order(rice), a_served_meal(rice)
        pay_order(order=paid, method=Method.CASH, by=by, now=MONDAY_9AM)
        serve_order(order=paid, by=by, now=TUESDAY_NOON)
        pay_order(order=gone, method=Method.CASH, by=by, now=MONDAY_9AM)
        cancel_order(order=gone, by=by, now=MONDAY_9AM)

        told = settlement(operator=operator, month=FEBRUARY, among=everything())

        (cash,) = told.paid
        assert (cash.method, cash.taken_fen, cash.refunded_fen) == (Method.CASH, 2000, 1000)
        assert told.owed_fen == 1000

    def test_hides_few_people_from_those_who_may_not_see_them(self):
        operator = an_operator()
        (rice,) = a_published_menu(kitchen=a_run_kitchen(operator))
        for number in range(8):
            a_served_meal(rice, mode=Mode.DINE_IN if number else Mode.PICKUP)
        told = settlement(operator=operator, month=FEBRUARY, among=everything())

        shown = without_small_cells(told, smallest=5)

        assert [line.is_hidden for line in shown.lines] == [True, True]
        assert shown.meals == 8
        assert without_small_cells(told, smallest=20).is_hidden


def the_rules_change(**more):
    """Written in March, holding since the 11th of February: a yuan more for the old."""
    fields = {"amount_fen": 401, "shares": Shares(50, 30, 20), **more}
    return a_subsidy_pack(
        a_written_rule(**fields), code="elders", over_version=1, valid_from=WEDNESDAY
    )


class TestRecount:
    def test_finds_exactly_what_a_newer_version_changes(self):
        operator = an_operator()
        a_subsidy_pack(a_written_rule(amount_fen=301), code="elders")
        kitchen = a_run_kitchen(operator)
        (tuesday,) = a_published_menu(kitchen=kitchen)
        (wednesday,) = a_published_menu("面条", kitchen=kitchen, served_on=WEDNESDAY)
        old, young = an_elder(), an_elder(born_on=BORN_1960)
        a_served_meal(tuesday, resident=old)
        changed = a_served_meal(wednesday, resident=old)
        a_served_meal(wednesday, resident=young)
        a_served_meal(wednesday)
        assert recount(month=FEBRUARY, operator=operator, among=everything()) == []

        newer = the_rules_change()

        (one,) = recount(month=FEBRUARY, operator=operator, among=everything())
        assert one.meal.order == changed.pk
        assert (one.old_rule.pack.version, one.rule.pack) == (1, newer)
        assert one.moved == Parts(50, 30, 20, -100)

    def test_who_had_none_may_get_one_and_who_had_one_may_lose_it(self):
        operator = an_operator()
        a_subsidy_pack(a_written_rule(amount_fen=300), code="elders")
        (rice,) = a_published_menu(kitchen=a_run_kitchen(operator), served_on=WEDNESDAY)
        loses = a_served_meal(rice, resident=an_elder())
        gets = a_served_meal(rice, resident=an_elder(born_on=BORN_1960))

        the_rules_change(conditions={"age_at_most": 70}, amount_fen=200)

        found = recount(month=FEBRUARY, operator=operator, among=everything())
        moved = {
            one.meal.order: (one.old_rule is None, one.rule is None, one.moved) for one in found
        }
        assert moved == {
            loses.pk: (False, True, Parts(-150, -90, -60, 300)),
            gets.pk: (True, False, Parts(100, 60, 40, -200)),
        }

    def test_still_subsidises_one_meal_of_a_meal_time_over_all_canteens(self):
        """He ate at two canteens of two operators: the one that had the subsidy keeps it."""
        operator, other = an_operator(), an_operator()
        a_subsidy_pack(a_written_rule(amount_fen=300), code="elders")
        chen = an_elder()
        (there,) = a_published_menu(kitchen=a_run_kitchen(other), served_on=WEDNESDAY)
        (here,) = a_published_menu(kitchen=a_run_kitchen(operator), served_on=WEDNESDAY)
        a_served_meal(there, resident=chen)
        a_served_meal(here, resident=chen)

        the_rules_change()

        assert recount(month=FEBRUARY, operator=operator, among=everything()) == []
        (one,) = recount(month=FEBRUARY, operator=other, among=everything())
        assert one.moved.resident_fen == -101

    def test_preview_counts_without_writing(self):
        operator = an_operator()
        a_subsidy_pack(a_written_rule(amount_fen=301), code="elders")
        (rice,) = a_published_menu(kitchen=a_run_kitchen(operator))
        a_served_meal(rice, resident=an_elder())
        a_served_meal(rice)

        asked = {"code": "elders", "rules": [], "month": FEBRUARY, "among": everything()}
        told, hidden = preview(**asked, smallest=0), preview(**asked, smallest=5)

        assert (told.served, told.meals, told.moved.resident_fen) == (2, 1, 301)
        assert (hidden.meals, hidden.moved) == (None, None)


class TestAcceptDifferences:
    @pytest.fixture
    def operator(self):
        operator = an_operator()
        a_subsidy_pack(a_written_rule(amount_fen=301), code="elders")
        (rice,) = a_published_menu(kitchen=a_run_kitchen(operator), served_on=WEDNESDAY)
        a_served_meal(rice, resident=an_elder())
        the_rules_change()
        return operator

    def test_is_written_once_and_is_a_line_of_the_later_sheet(self, operator):
        asked = {"month": FEBRUARY, "operator": operator, "among": everything(), "by": a_person()}

        first = accept_differences(**asked, now=MARCH_THE_5TH)
        second = accept_differences(**asked, now=MARCH_THE_5TH)

        assert (len(first), second) == (1, [])
        assert recount(month=FEBRUARY, operator=operator, among=everything()) == []
        february = settlement(operator=operator, month=FEBRUARY, among=everything())
        march = settlement(operator=operator, month=MARCH, among=everything())
        assert (february.parts.subsidy_fen, february.late) == (301, [])
        assert march.meals == 0
        assert march.due == Parts(50, 30, 20, -100)
        assert [(one.month, one.meals) for one in march.late] == [(FEBRUARY, 1)]

    def test_a_third_version_moves_only_what_is_left(self, operator):
        asked = {"month": FEBRUARY, "operator": operator, "among": everything(), "by": a_person()}
        accept_differences(**asked, now=MARCH_THE_5TH)
        a_subsidy_pack(
            a_written_rule(amount_fen=411), code="elders", over_version=2, valid_from=WEDNESDAY
        )

        (row,) = accept_differences(**asked, now=MARCH_THE_5TH)

        assert row.old_rule.pack.version == 2
        assert row.resident_fen == -10
        assert SubsidyDifference.objects.count() == 2

    def test_waits_until_the_month_is_over(self, operator):
        with pytest.raises(MonthNotOver):
            accept_differences(
                month=FEBRUARY,
                operator=operator,
                among=everything(),
                by=a_person(),
                now=TUESDAY_NIGHT,
            )


class TestSheet:
    def test_has_totals_to_sign_every_meal_and_the_differences(self):
        operator = an_operator()
        a_subsidy_pack(a_written_rule(amount_fen=301), code="elders")
        kitchen = a_run_kitchen(operator)
        (rice,) = a_published_menu(kitchen=kitchen, served_on=WEDNESDAY)
        a_served_meal(rice, resident=an_elder(name="陈桂英"))
        a_served_meal(rice, resident=an_elder(name="李四", born_on=BORN_1960))
        the_rules_change()
        accept_differences(
            month=FEBRUARY, operator=operator, among=everything(), by=a_person(), now=MARCH_THE_5TH
        )

        content = settlement_sheet(
            settlement(operator=operator, month=FEBRUARY, among=everything()),
            meals=rows_of(meals_served(everything(), month=FEBRUARY, operator=operator)),
            late=moved_rows(
                differences_accepted(operator=operator, month=MARCH, among=everything())
            ),
            may_name=lambda order: True,
            may_name_in_full=lambda order: order.resident.name == "陈桂英",
        )

        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        totals, meals, late = (book.get_sheet_by_index(n).to_python() for n in range(3))
        total = next(row for row in totals if row[0] == "合计")
        assert total[4:10] == [2, 20.0, 1.51, 0.9, 0.6, 16.99]
        assert any("签章" in str(row[0]) for row in totals)
        assert {row[4] for row in meals[1:]} == {"陈桂英", "李*"}
        assert late[1][7:11] == [0.5, 0.3, 0.2, -1.0]
