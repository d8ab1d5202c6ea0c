"""The services that residents can receive."""

import pytest

from fangcun.core.catalog.actions import load_default_services
from fangcun.core.catalog.models import FacilityFunction, Function, ServiceKind
from fangcun.core.catalog.tests.small_town import MONDAY_9AM, import_town

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

    def test_a_district_with_other_functions_keeps_the_services(self):
        import_town()
        load_default_services(by="安装程序", now=MONDAY_9AM)

        FacilityFunction.objects.all().delete()
        Function.objects.all().delete()

        assert ServiceKind.objects.get(code="lunch").function is None
