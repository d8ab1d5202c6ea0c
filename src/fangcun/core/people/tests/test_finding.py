"""Finding a person in one box."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangcun.core.people.actions import NewPhone, NewResident, register_resident
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import find, latest_of_phone
from fangcun.core.people.rules.addresses import AddressParts
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db

HOME = AddressParts("南郊新村", "12", "1", "301")


def names(words: str, among=None) -> list[str]:
    found = find(words=words, among=Resident.objects.all() if among is None else among)
    return [one.resident.name for one in found]


@pytest.fixture
def mrs_chen():
    community = a_community()
    for name, number in (("陈国强", "13900001111"), ("李秀兰", "13700002222")):
        a_resident(name, community=community, phone=number)
    given = NewResident(
        name="陈桂英",
        community=community,
        address=HOME,
        phones=(NewPhone("13800005678"),),
        card_number="NT00123",
        id_number="11010519491231002X",
    )
    return register_resident(given=given, by="甲", now=MONDAY_9AM)


class TestFinding:
    @pytest.mark.parametrize(
        "words",
        [
            "陈桂英",
            "桂英",
            "chenguiying",
            "ChenGuiYing",
            "chen gui ying",
            "cgy",
            "5678",
            "13800005678",
            "138 0000 5678",
            "138-0000-5678",
            "nt00123",
            "11010519491231002x",
            "12号楼301",
            "12-301",
            "12-1-301",
            "南郊新村12号楼",
            "南郊新村12-301",
            "12幢1单元301室",
            "十二号楼301",
            "南郊",
            "陈 12-301",
            "桂英 南郊新村",
            "cgy 301",
        ],
    )
    def test_finds_one_person(self, mrs_chen, words):
        assert names(words) == ["陈桂英"]

    @pytest.mark.parametrize(
        "words", ["桂芳", "12-302", "9号楼301", "5679", "李 12-301", "wgy", "", "  "]
    )
    def test_finds_nobody_else(self, mrs_chen, words):
        assert names(words) == []

    def test_a_name_that_is_exactly_meant_comes_first(self, mrs_chen):
        a_resident("陈桂", community=mrs_chen.community)

        assert names("陈桂") == ["陈桂", "陈桂英"]

    def test_who_moved_away_comes_last(self, mrs_chen):
        a_resident("陈安", community=mrs_chen.community, left_on=MONDAY_9AM.date())

        assert names("chen")[-1] == "陈安"

    def test_only_among_those_one_may_see(self, mrs_chen):
        others = Resident.objects.exclude(community=mrs_chen.community)

        assert names("陈桂英", others) == []

    def test_finds_no_more_than_wanted(self, mrs_chen):
        assert len(find(words="chen", among=Resident.objects.all(), limit=1)) == 1

    def test_a_floating_person_with_a_nickname_is_found(self):
        a_resident("修鞋老王", community=a_community())

        assert names("laowang") == names("老王") == ["修鞋老王"]

    @pytest.mark.parametrize("name", ["𬭊娃", "㛃㛃", "张𠮷", "王𰻝"])
    def test_rare_characters_are_kept_and_found(self, name):
        a_resident(name, community=a_community())

        assert names(name) == names(name[-1]) == [name]

    def test_says_by_which_number_to_reach_whom(self, mrs_chen):
        (found,) = find(words="cgy", among=Resident.objects.all())

        assert found.phone == "13800005678"
        assert latest_of_phone("138 0000 5678") == mrs_chen

    @settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(words=st.text(max_size=60))
    def test_whatever_is_typed_is_an_answer(self, mrs_chen, words):
        assert isinstance(names(words), list)
