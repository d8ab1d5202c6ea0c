"""Writing people down, correcting, forgetting."""

from datetime import date

import pytest

from fangcun.core.people.actions import (
    CardTaken,
    ChangedMeanwhile,
    NewPhone,
    NewResident,
    NotPresent,
    WrongIdNumber,
    correct_resident,
    count_forgotten,
    forget_resident,
    found_household,
    join_household,
    note_gone,
    register_resident,
    register_residents,
)
from fangcun.core.people.models import Address, ForgottenCount, Household, Resident
from fangcun.core.people.queries import (
    find,
    latest_of_phone,
    residents_with_phone,
    versions_of,
)
from fangcun.core.people.rules.addresses import AddressParts
from fangcun.core.people.states import Relation, Sex
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from fangcun.core.places.models import Building
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db

ID_NUMBER = "11010519491231002X"  # a woman born on 31 December 1949; the norm's own sample
HOME = AddressParts("南郊新村", "12", "", "301")


def given(name: str = "陈桂英", **more) -> NewResident:
    return NewResident(**{"name": name, "community": None, **more})


def register(community=None, **more) -> Resident:
    new = given(**{"community": community or a_community(), **more})
    return register_resident(given=new, by="甲", now=MONDAY_9AM)


def correct(resident: Resident, **more) -> Resident:
    new = given(**{"community": resident.community, "name": resident.name, **more})
    return correct_resident(
        resident=resident, revision=resident.revision, given=new, by="乙", now=MONDAY_9AM
    )


def gone(resident: Resident, *, died_on) -> Resident:
    return note_gone(
        resident=resident,
        revision=resident.revision,
        left_on=None,
        died_on=died_on,
        by="甲",
        now=MONDAY_9AM,
    )


class TestRegistering:
    def test_needs_only_a_name_and_a_community(self):
        resident = register()

        assert (resident.name, resident.born_on, resident.address) == ("陈桂英", None, None)
        assert resident.history.get().history_user_id == "甲"

    def test_keeps_an_id_number_sealed_and_reads_birth_and_sex_from_it(self):
        resident = register(id_number="1101 0519 4912 3100 2x")

        row = Resident.objects.get(pk=resident.pk)
        assert b"1949" not in bytes(row.id_sealed)
        assert row.id_number == ID_NUMBER
        assert row.masked_id_number == "110105********002X"
        assert (row.born_on, row.sex) == (date(1949, 12, 31), Sex.FEMALE)

    @pytest.mark.parametrize(
        "more",
        [
            pytest.param({"id_number": "110105194912310021"}, id="wrong check sign"),
            pytest.param({"id_number": ID_NUMBER, "birth_year": 1950}, id="another year"),
            pytest.param({"id_number": ID_NUMBER, "born_on": date(1949, 12, 30)}, id="another day"),
            pytest.param({"id_number": ID_NUMBER, "sex": Sex.MALE}, id="another sex"),
        ],
    )
    def test_refuses_an_id_number_that_contradicts(self, more):
        with pytest.raises(WrongIdNumber):
            register(**more)

        assert not Resident.objects.exists()

    def test_writes_an_address_down_once_and_finds_its_building_on_the_map(self):
        community = a_community()
        building = Building.objects.create(
            ref="南郊新村12号楼", community=community, lon=120.9, lat=32.0, residents=80
        )

        one, other = (register(community, name=name, address=HOME) for name in ("甲", "乙"))

        assert one.address == other.address == Address.objects.get()
        assert one.address.on_map == building

    def test_refuses_a_card_that_somebody_holds(self):
        register(card_number="A001")

        with pytest.raises(CardTaken):
            register(name="李四", card_number="A001")

    def test_writes_many_down_or_nobody(self):
        community = a_community()
        people = [given("甲", community=community), given("乙", community=community, id_number="1")]

        with pytest.raises(WrongIdNumber):
            register_residents(given=people, by="甲", now=MONDAY_9AM)

        assert not Resident.objects.exists()


class TestCorrecting:
    def test_keeps_what_was_before(self):
        resident = register(phones=(NewPhone("138 0000 5678"),), address=HOME)

        corrected = correct(
            resident, name="陈桂瑛", address=AddressParts("南郊新村", "9", "", "101")
        )

        assert corrected.revision == 2
        changes = {change.label: change for change in versions_of(corrected)[0].changes}
        assert changes["姓名"][1:] == ("陈桂英", "陈桂瑛")
        assert changes["地址"][1:] == ("南郊新村12号楼301室", "南郊新村9号楼101室")
        assert changes["电话"][1:] == ("13800005678", "—")

    def test_second_of_two_is_refused(self):
        resident = register()
        correct(resident, name="先改")

        with pytest.raises(ChangedMeanwhile):
            correct(resident, name="后改")

    def test_without_change_counts_no_version(self):
        resident = register(id_number=ID_NUMBER, phones=(NewPhone("13800005678", "女儿"),))

        same = correct(
            resident,
            id_number=ID_NUMBER,
            born_on=resident.born_on,
            sex=resident.sex,
            phones=(NewPhone("13800005678", "女儿"),),
        )

        assert same.revision == 1

    def test_finds_by_the_new_words_only(self):
        resident = correct(register(), name="李秀兰")

        found = [one.resident for one in find(words="lixiulan", among=Resident.objects.all())]

        assert found == [resident]
        assert find(words="陈桂英", among=Resident.objects.all()) == []

    def test_id_number_stays_when_nothing_is_said_of_it(self):
        resident = register(id_number=ID_NUMBER)

        corrected = correct(resident, note="腿脚不便", born_on=resident.born_on, sex="female")

        assert corrected.id_number == ID_NUMBER
        assert correct(corrected, id_number="").id_number == ""

    def test_who_moves_leaves_the_household_behind(self):
        community = a_community()
        mother = register(community, address=HOME)
        home = found_household(resident=mother, by="甲", now=MONDAY_9AM)
        son = join_household(
            resident=register(community, name="陈大", address=HOME),
            household=home,
            relation=Relation.CHILD,
            by="甲",
            now=MONDAY_9AM,
        )

        moved = correct(son, address=AddressParts("北村", "1", "", "1"))

        assert (moved.household, moved.relation) == (None, "")
        assert list(home.members.all()) == [Resident.objects.get(pk=mother.pk)]

    def test_dying_is_written_down_and_taken_back(self):
        resident = register()

        dead = gone(resident, died_on=date(2026, 2, 1))
        alive = gone(dead, died_on=None)

        assert (dead.died_on, alive.died_on) == (date(2026, 2, 1), None)


class TestForgetting:
    def test_keeps_the_anonymous_row_and_nothing_else(self):
        resident = register(id_number=ID_NUMBER, phones=(NewPhone("13800005678"),), address=HOME)
        found_household(resident=resident, by="甲", now=MONDAY_9AM)

        forgotten = forget_resident(resident=resident, by="乙", now=MONDAY_9AM)

        assert "陈桂英" not in str(list(Resident.history.values()))
        assert forgotten.history.get().history_user_id == "乙"
        assert (forgotten.sex, forgotten.birth_year, forgotten.born_on) == ("female", 1949, None)
        assert (forgotten.id_sealed, forgotten.phones.count()) == (None, 0)
        assert not Household.objects.exists()
        assert find(words="陈", among=Resident.objects.all()) == []

    def test_nobody_corrects_an_anonymous_row(self):
        forgotten = forget_resident(resident=register(), by="乙", now=MONDAY_9AM)

        with pytest.raises(NotPresent):
            correct(forgotten, name="回来")


class TestTelephones:
    def test_of_a_couple_are_found_however_typed(self):
        community = a_community()
        couple = {a_resident(name, community=community, phone="13800005678") for name in "甲乙"}

        assert set(residents_with_phone("+86 138-0000-5678")) == couple
        assert latest_of_phone("13800005678") in couple
        assert latest_of_phone("13900000000") is None


class TestAddresses:
    def test_of_another_community_is_another_one(self):
        one, other = a_community(), a_community("乙社区")

        assert an_address(one) != an_address(other)


class TestCountForgotten:
    def test_counts_a_person_once_under_each_of_what_he_had(self):
        nanjiao = a_community()
        old, other = register(nanjiao), register(nanjiao, name="李来")

        count_forgotten(resident=old, had=[("circle", 2026), ("circle", 2026), ("circle", 2025)])
        count_forgotten(resident=other, had=[("circle", 2026)])

        counts = ForgottenCount.objects.order_by("year").values_list("what", "year", "people")
        assert list(counts) == [("circle", 2025, 1), ("circle", 2026, 2)]
