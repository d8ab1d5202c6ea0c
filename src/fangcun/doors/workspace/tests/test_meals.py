"""Meals on the first screens, on a resident's page, in what is his, and when he is forgotten."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.tests.cast import a_cook, a_manager, a_steward, signed_in
from fangcun.core.consent.actions import load_defaults as load_notices
from fangcun.core.consent.tests.cast import a_consent
from fangcun.core.payments.actions import pay, refund
from fangcun.core.payments.models import Refund
from fangcun.core.payments.tests.cast import a_bill
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.doors.portal.queries.export import own_data
from fangcun.doors.workspace.actions import forget_person
from fangcun.ledger.tests.cast import an_offer
from fangcun.services.canteen.actions.diets import WrittenDiet, write_diet
from fangcun.services.canteen.models import CallTask, Diet, Kitchen, MealOrder, PackOrder
from fangcun.services.canteen.states import Allergen, Grade, Mode, OrderState, Period
from fangcun.services.canteen.tests.cast import a_kitchen
from fangcun.services.canteen.tests.festivals_cast import a_pack_order, a_sale
from fangcun.services.canteen.tests.orders_cast import a_published_menu, an_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def nanjiao():
    return a_community(name="南郊社区")


@pytest.fixture
def grandmother(nanjiao):
    return a_resident("陈桂英", community=nanjiao, birth_year=1940)


@pytest.fixture
def kitchen(nanjiao):
    return a_kitchen(a_facility(nanjiao), name="南郊食堂", delivers=True)


def _tomorrows_lunch(kitchen: Kitchen, resident: Resident) -> MealOrder:
    """Ordered when the day began: at any hour tomorrow's lunch could still be had then."""
    today = timezone.localdate()
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    (item,) = a_published_menu(
        "红烧肉套餐", kitchen=kitchen, served_on=today + timedelta(days=1), now=midnight
    )
    return an_order(
        item, resident=resident, mode=Mode.DELIVERY, now=midnight, by=a_cook(kitchen.facility)
    )


def _to_call(order: MealOrder) -> CallTask:
    now = timezone.now()
    return CallTask.objects.create(
        order=order,
        resident=order.resident,
        served_on=order.served_on,
        period=Period.LUNCH,
        grade=Grade.AT_ONCE,
        why="没有取餐，也没有取消",
        made_at=now,
        call_by=now - timedelta(minutes=1),
    )


class TestToday:
    def test_cooks_see_what_they_have_to_make(self, kitchen, grandmother):
        _tomorrows_lunch(kitchen, grandmother)

        page = signed_in(a_cook(kitchen.facility)).get("/today/").content.decode()
        elsewhere = signed_in(a_cook(a_facility())).get("/today/").content.decode()

        assert f"{reverse('canteen:sheet', args=[kitchen.pk])}?day=" in page
        assert all(said in page for said in ("1单", "送餐1单"))
        assert "今天和明天还没有人订餐" in elsewhere

    def test_stewards_see_whom_to_call_of_their_own(self, kitchen, grandmother, nanjiao):
        call = _to_call(_tomorrows_lunch(kitchen, grandmother))

        page = signed_in(a_steward(nanjiao)).get("/today/").content.decode()
        elsewhere = signed_in(a_steward(a_community())).get("/today/").content.decode()

        assert reverse("canteen:call", args=[call.pk]) in page
        assert "已过时限" in page
        assert "要打电话的" not in elsewhere

    def test_what_too_few_have_booked_is_shown_before_it_is_decided(self, nanjiao):
        now = timezone.now()
        soon = {"starts_at": now + timedelta(days=2), "decide_at": now + timedelta(days=1)}
        an_offer(community=nanjiao, title="八段锦", least_units=6, now=now, **soon)

        page = signed_in(a_steward(nanjiao)).get("/today/").content.decode()

        assert "已订0，至少6" in page


class TestHisPage:
    def test_shows_his_meals_and_leads_to_ordering_and_paying(self, kitchen, grandmother, nanjiao):
        order = _tomorrows_lunch(kitchen, grandmother)
        steward = signed_in(a_steward(nanjiao))

        page = steward.get(reverse("workspace:resident", args=[grandmother.pk])).content.decode()
        part = steward.get(reverse("workspace:resident_part", args=[grandmother.pk, "meals"]))

        assert reverse("canteen:order", args=[order.pk]) in part.content.decode()
        for way in ("canteen:resident_meals", "payments:accounts_of"):
            assert reverse(way, args=[grandmother.pk]) in page


class TestWhatIsHis:
    def test_he_takes_along_what_he_ate_and_paid(self, kitchen, grandmother):
        _tomorrows_lunch(kitchen, grandmother)
        pay(
            payment=a_bill(resident=grandmother, words="午餐"),
            by=a_cook(kitchen.facility),
            now=MONDAY_9AM,
        )

        sections = {one.code: one.rows for one in own_data(grandmother)}

        assert [row["菜品"] for row in sections["meals"]] == ["红烧肉套餐×1"]
        assert [row["内容"] for row in sections["payments"]] == ["午餐"]

    def test_nothing_is_left_to_eat_or_to_tell_of_somebody_who_is_forgotten(
        self, kitchen, grandmother, nanjiao
    ):
        load_notices(now=MONDAY_9AM)
        manager = a_manager(nanjiao)
        a_consent(grandmother)
        written = WrittenDiet(avoids=[Allergen.FISH], needs=[])
        write_diet(resident=grandmother, revision=0, written=written, by="甲", now=MONDAY_9AM)
        bill = a_bill(resident=grandmother)
        paid = pay(payment=bill, by=manager, now=MONDAY_9AM)
        refund(payment=paid, why="陈桂英住院", by=manager, now=MONDAY_9AM)
        packs = a_pack_order(a_sale(kitchen=kitchen), resident=grandmother)
        order = _tomorrows_lunch(kitchen, grandmother)

        forget_person(resident=grandmother, by=manager, now=timezone.now())

        order.refresh_from_db()
        assert order.state == OrderState.CANCELLED
        assert PackOrder.objects.get(pk=packs.pk).state == OrderState.CANCELLED
        assert not Diet.objects.exists()
        assert "陈桂英" not in Refund.objects.get(payment=paid).why
