"""One subsidised meal of a person at a meal time, whichever canteen it is."""

from datetime import timedelta

import pytest

from fangcun.core.accounts.tests.cast import a_cook, a_person
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.entitlements.tests.cast import a_circumstance
from fangcun.core.payments.models import Payment
from fangcun.core.payments.states import Method
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.ledger.models import ServiceRecord
from fangcun.services.canteen.actions.orders import (
    OrderChange,
    cancel_order,
    change_order,
    close_meal,
    pay_order,
    serve_order,
    undo_serving,
)
from fangcun.services.canteen.models import MealOrder, SubsidyClaim
from fangcun.services.canteen.queries.subsidies import (
    explain_order,
    explain_subsidy,
    rules_in_force,
)
from fangcun.services.canteen.rules.subsidies import Shares
from fangcun.services.canteen.states import Mode, Period
from fangcun.services.canteen.tests.cast import a_kitchen
from fangcun.services.canteen.tests.orders_cast import (
    TUESDAY,
    TUESDAY_NIGHT,
    TUESDAY_NOON,
    a_published_menu,
    an_order,
)
from fangcun.services.canteen.tests.subsidies_cast import (
    BORN_1960,
    a_served_meal,
    a_subsidy_pack,
    a_written_rule,
    an_elder,
)

pytestmark = pytest.mark.django_db


class TestClaim:
    def test_says_who_pays_what_by_which_version(self):
        pack = a_subsidy_pack(a_written_rule(amount_fen=301, shares=Shares(50, 30, 20)))
        (rice,) = a_published_menu()

        order = an_order(rice, resident=an_elder(rice.menu.kitchen))

        claim = SubsidyClaim.objects.get()
        assert (order.price_fen, order.subsidy_fen, order.own_fen) == (1000, 301, 699)
        assert (claim.rule.pack, claim.rule.pack.version) == (pack, 1)
        parts = (claim.district_fen, claim.street_fen, claim.operator_fen, claim.resident_fen)
        assert parts == (151, 90, 60, 699)

    def test_is_by_the_first_rule_that_he_meets(self):
        a_subsidy_pack(
            a_written_rule({"has": "dibao"}, code="dibao", amount_fen=600),
            a_written_rule({"age_at_least": 60}, code="old", amount_fen=200),
        )
        (rice,) = a_published_menu()
        poor, other = an_elder(), an_elder()
        a_circumstance(poor, CircumstanceKind.DIBAO, is_verified=True)

        assert an_order(rice, resident=poor).subsidy_fen == 600
        assert an_order(rice, resident=other).subsidy_fen == 200
        assert an_order(rice, resident=a_resident(born_on=None)).subsidy_fen == 0
        assert an_order(rice).subsidy_fen == 0

    def test_asks_which_meal_and_how_it_is_had(self):
        a_subsidy_pack(a_written_rule(modes=[Mode.DINE_IN], periods=[Period.LUNCH]))
        (rice,) = a_published_menu()

        assert an_order(rice, resident=an_elder(), mode=Mode.DINE_IN).subsidy_fen == 300
        assert an_order(rice, resident=an_elder(), mode=Mode.PICKUP).subsidy_fen == 0

    def test_second_meal_of_a_meal_time_is_full_price_elsewhere_too(self):
        a_subsidy_pack()
        (here,), (there,) = a_published_menu(), a_published_menu()
        chen = an_elder()
        first = an_order(here, resident=chen)

        second = an_order(there, resident=chen)

        assert (first.subsidy_fen, second.subsidy_fen) == (300, 0)
        said = explain_order(second, sees_health=False)
        assert said is not None
        assert str(here.menu.kitchen) in said.words

    def test_duplicate_of_a_person_is_the_same_person(self):
        a_subsidy_pack()
        (here,), (there,) = a_published_menu(), a_published_menu()
        chen = an_elder()
        twin = an_elder(merged_into=chen)

        assert an_order(here, resident=twin).subsidy_fen == 300
        assert an_order(there, resident=chen).subsidy_fen == 0

    def test_changed_order_is_counted_anew(self):
        a_subsidy_pack(a_written_rule(amount_fen=None, percent=10, modes=[Mode.PICKUP]))
        rice, soup = a_published_menu("饭", "汤")
        order = an_order(rice, resident=an_elder())
        assert order.subsidy_fen == 100

        more = OrderChange(mode=Mode.PICKUP, lines=((rice, 1), (soup, 1)))
        order = change_order(
            order=order, revision=order.revision, change=more, by=a_person(), now=MONDAY_9AM
        )
        assert (order.price_fen, order.subsidy_fen) == (2200, 220)
        assert SubsidyClaim.objects.get().price_fen == 2200

        eaten_here = OrderChange(mode=Mode.DINE_IN, lines=((rice, 1),))
        order = change_order(
            order=order, revision=order.revision, change=eaten_here, by=a_person(), now=MONDAY_9AM
        )
        assert order.subsidy_fen == 0
        assert SubsidyClaim.objects.get().released_at == MONDAY_9AM

    def test_costs_nothing_more_than_the_price(self):
        a_subsidy_pack(a_written_rule(amount_fen=5000))
        (rice,) = a_published_menu()

        order = an_order(rice, resident=an_elder())

        assert (order.subsidy_fen, order.own_fen) == (1000, 0)

    def test_goes_into_the_ledger(self):
        a_subsidy_pack()
        rice, soup = a_published_menu("饭", "汤")

        a_served_meal(rice, soup, resident=an_elder())

        records = ServiceRecord.objects.all()
        assert sum(one.subsidy_fen for one in records) == 300
        assert sum(one.price_fen for one in records) == 2200


class TestRelease:
    def test_next_meal_of_the_meal_time_gets_it_and_what_was_paid_too_much_comes_back(self):
        a_subsidy_pack()
        (here,), (there,) = a_published_menu(), a_published_menu()
        chen, by = an_elder(), a_person()
        first, second = an_order(here, resident=chen), an_order(there, resident=chen)
        pay_order(order=second, method=Method.CASH, by=by, now=MONDAY_9AM)

        cancel_order(order=first, by=by, now=MONDAY_9AM)

        second.refresh_from_db()
        standing = SubsidyClaim.objects.get(released_at=None)
        assert (second.subsidy_fen, standing.order) == (300, second)
        assert Payment.objects.get().refunded_fen == 300

    def test_meal_that_is_changed_beyond_the_rules_lets_go(self):
        a_subsidy_pack(a_written_rule(modes=[Mode.PICKUP]))
        (here,), (there,) = a_published_menu(), a_published_menu()
        chen, by = an_elder(), a_person()
        first, second = an_order(here, resident=chen), an_order(there, resident=chen)
        eaten_here = OrderChange(mode=Mode.DINE_IN, lines=((here, 1),))

        change_order(order=first, revision=first.revision, change=eaten_here, by=by, now=MONDAY_9AM)

        second.refresh_from_db()
        assert second.subsidy_fen == 300
        assert SubsidyClaim.objects.get(released_at=None).order == second

    def test_not_collected_meal_lets_go(self):
        a_subsidy_pack()
        (rice,) = a_published_menu()
        order = an_order(rice, resident=an_elder())

        kitchen = rice.menu.kitchen
        close_meal(
            kitchen=kitchen,
            served_on=TUESDAY,
            period=Period.LUNCH,
            by=a_cook(kitchen.facility),
            now=TUESDAY_NIGHT,
        )

        assert SubsidyClaim.objects.get(order=order).released_at == TUESDAY_NIGHT

    def test_undone_meal_lets_go_and_is_claimed_again(self):
        a_subsidy_pack()
        (rice,) = a_published_menu()
        chen, by = an_elder(), a_person()
        order = an_order(rice, resident=chen)
        serve_order(order=order, by=by, now=TUESDAY_NOON)
        undo_serving(order=order, why="按错", by=by, now=TUESDAY_NOON)

        again = an_order(rice, resident=chen)

        assert again.subsidy_fen == 300
        assert SubsidyClaim.objects.get(released_at=None).order == again

    def test_served_meal_stays_as_it_was_paid(self):
        a_subsidy_pack()
        (here,), (there,) = a_published_menu(), a_published_menu()
        chen, by = an_elder(), a_person()
        first, second = an_order(here, resident=chen), an_order(there, resident=chen)
        serve_order(order=second, by=by, now=TUESDAY_NOON)

        cancel_order(order=first, by=a_cook(here.menu.kitchen.facility), now=TUESDAY_NOON)

        assert MealOrder.objects.get(pk=second.pk).subsidy_fen == 0


class TestRulesInForce:
    def test_are_those_of_the_newest_version_that_has_begun(self):
        a_subsidy_pack(a_written_rule(amount_fen=300), code="elders")
        later = TUESDAY + timedelta(days=30)
        a_subsidy_pack(
            a_written_rule(amount_fen=400), code="elders", over_version=1, valid_from=later
        )

        assert [one.amount_fen for one in rules_in_force(TUESDAY)] == [300]
        assert [one.amount_fen for one in rules_in_force(later)] == [400]

    def test_a_pack_that_is_off_or_over_gives_nothing(self):
        a_subsidy_pack(is_in_use=False)
        a_subsidy_pack(valid_until=TUESDAY - timedelta(days=1))

        assert rules_in_force(TUESDAY) == []


class TestExplainSubsidy:
    @pytest.mark.parametrize(
        ("born", "answer", "words"),
        [
            pytest.param({}, "yes", "3元", id="yes"),
            pytest.param({"born_on": BORN_1960}, "no", "不符合", id="no"),
            pytest.param({"born_on": None}, "unknown", "补上", id="birthday missing"),
        ],
    )
    def test_says_yes_no_or_what_is_missing(self, born, answer, words):
        a_subsidy_pack()

        said = explain_subsidy(
            resident=an_elder(**born),
            period=Period.LUNCH,
            mode=Mode.DINE_IN,
            on=TUESDAY,
            sees_health=True,
        )

        assert said.answer == answer
        assert words in said.words
        assert said.reasons

    def test_says_that_there_is_none(self):
        said = explain_subsidy(
            resident=an_elder(a_kitchen()),
            period=Period.LUNCH,
            mode=Mode.DINE_IN,
            on=TUESDAY,
            sees_health=True,
        )

        assert said.words == "这一餐没有补贴。"
