"""The services that residents can receive."""

import pytest
from django.urls import reverse

from fangcun.core.accounts.tests.cast import a_manager, a_steward, signed_in
from fangcun.core.catalog.actions import load_default_services
from fangcun.core.catalog.forms.services import ServiceForm
from fangcun.core.catalog.models import FacilityFunction, Function, ServiceKind
from fangcun.core.catalog.tests.small_town import MONDAY_9AM, import_town
from fangcun.core.places.queries import history_of
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db

NEEDED_UPSTAIRS = {
    "blood_pressure",
    "class",
    "consultation",
    "day_care",
    "haircut",
    "home_cleaning",
    "lecture",
    "lunch",
    "market",
    "range_hood_cleaning",
    "rehabilitation",
    "repair",
    "welfare_check",
}


class TestLoadDefaultServices:
    def test_brings_what_desk_and_demo_work_with(self):
        load_default_services(by="安装程序", now=MONDAY_9AM)

        codes = set(ServiceKind.objects.values_list("code", flat=True))
        assert codes >= NEEDED_UPSTAIRS
        assert not ServiceKind.objects.filter(source="").exists()

    def test_leaves_alone_what_people_have_changed(self):
        load_default_services(by="安装程序", now=MONDAY_9AM)
        ServiceKind.objects.filter(code="lunch").update(price_fen=1000, revision=2)

        again = load_default_services(by="安装程序", now=MONDAY_9AM)

        assert again == []
        assert ServiceKind.objects.get(code="lunch").price_fen == 1000
        assert ServiceKind.objects.get(code="haircut").history.count() == 1

    def test_finds_the_functions_that_come_with_the_district(self):
        load_default_services(by="安装程序", now=MONDAY_9AM)
        import_town()

        load_default_services(by="安装程序", now=MONDAY_9AM)

        known = set(Function.objects.values_list("code", flat=True))
        placed = ServiceKind.objects.filter(function__isnull=False)
        assert {service.function.code for service in placed} == known & {
            "elder_care", "toddler_care", "after_school_care", "meals", "household",
            "health", "fitness", "culture", "child_play",
        }  # fmt: skip

    def test_a_function_found_later_is_no_change_of_whoever_corrects_next(self):
        load_default_services(by="安装程序", now=MONDAY_9AM)
        import_town()
        load_default_services(by="安装程序", now=MONDAY_9AM)
        lunch = ServiceKind.objects.get(code="lunch")

        form = {**_filled(lunch), "function": lunch.function_id, "price": "11"}
        url = reverse("catalog:edit_service", args=["lunch"])
        signed_in(a_manager(a_community("甲社区"))).post(url, form)

        newest, _first = history_of(lunch)
        assert lunch.function is not None
        assert [change.label for change in newest.changes] == ["公示价格"]

    def test_a_district_with_other_functions_keeps_the_services(self):
        import_town()
        load_default_services(by="安装程序", now=MONDAY_9AM)

        FacilityFunction.objects.all().delete()
        Function.objects.all().delete()

        assert ServiceKind.objects.get(code="lunch").function is None


class TestServicePages:
    def test_the_manager_corrects_a_price_and_the_steward_only_reads(self):
        load_default_services(by="安装程序", now=MONDAY_9AM)
        community = a_community()
        lunch = ServiceKind.objects.get(code="lunch")
        url = reverse("catalog:edit_service", args=["lunch"])
        form = {**_filled(lunch), "price": "11.50", "source": "本店公示"}

        assert signed_in(a_steward(community)).get(reverse("catalog:services")).status_code == 200
        assert signed_in(a_steward(community)).post(url, form).status_code == 403
        signed_in(a_manager(community)).post(url, form)

        lunch.refresh_from_db()
        assert (lunch.price_fen, lunch.source, lunch.revision) == (1150, "本店公示", 2)

    def test_an_older_version_overwrites_nothing(self):
        load_default_services(by="安装程序", now=MONDAY_9AM)
        client = signed_in(a_manager(a_community()))
        url = reverse("catalog:edit_service", args=["lunch"])
        form = _filled(ServiceKind.objects.get(code="lunch"))
        client.post(url, {**form, "price": "11"})

        answer = client.post(url, {**form, "price": "13"})

        assert "别人已修改过" in answer.content.decode()
        assert ServiceKind.objects.get(code="lunch").price_fen == 1100

    def test_a_new_service_has_a_code_of_its_own(self):
        load_default_services(by="安装程序", now=MONDAY_9AM)
        client = signed_in(a_manager(a_community()))
        form = _filled(ServiceKind.objects.get(code="lunch"))

        taken = client.post(reverse("catalog:new_service"), {**form, "code": "lunch"})
        client.post(reverse("catalog:new_service"), {**form, "code": "foot_care"})

        assert "code" in taken.context["form"].errors
        assert ServiceKind.objects.filter(code="foot_care").exists()


def _filled(service):
    given = ServiceForm.values_of(service)
    return {name: value for name, value in given.items() if value not in (None, False)}
