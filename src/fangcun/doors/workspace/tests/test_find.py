"""The find box: what fits, within what the asker may see, in few questions."""

import pytest
from django.urls import reverse

from fangcun.core.accounts.tests.cast import a_planner, a_steward, signed_in
from fangcun.core.people.tests.cast import a_resident, an_address
from fangcun.core.places.tests.cast import a_community, a_facility

pytestmark = pytest.mark.django_db


@pytest.fixture
def nanjiao():
    return a_community(name="南郊社区")


@pytest.fixture
def jianshan():
    return a_community(name="剑山社区")


def _find(client, words, **more):
    return client.get(reverse("workspace:find"), {"q": words}, **more).content.decode()


class TestFinding:
    def test_a_steward_finds_her_own_residents_and_no_others(self, nanjiao, jianshan):
        a_resident("陈桂英", community=nanjiao, address=an_address(nanjiao), phone="13800001234")
        a_resident("陈桂芳", community=jianshan, phone="13900001234")
        steward = signed_in(a_steward(nanjiao))

        page = _find(steward, "1234")

        assert "陈桂英" in page
        assert "陈桂芳" not in page

    def test_a_planner_finds_facilities_and_no_residents(self, nanjiao):
        a_resident("南小姐", community=nanjiao)
        a_facility(community=nanjiao, name="南郊综合体")

        page = _find(signed_in(a_planner()), "南")

        assert "南郊综合体" in page
        assert "南小姐" not in page

    def test_the_box_gets_a_few_lines_and_a_way_to_all(self, nanjiao):
        for _ in range(8):
            a_resident("陈桂英", community=nanjiao)

        box = _find(signed_in(a_steward(nanjiao)), "cgy", HTTP_HX_REQUEST="true")

        assert box.count("陈桂英") == 5
        assert "看全部结果" in box
        assert "<html" not in box

    @pytest.mark.parametrize("words", ["", " ", "\x00", "'", "%", "你" * 200, "😀", "#0", "-1"])
    def test_does_not_break_on_nonsense(self, nanjiao, words):
        client = signed_in(a_steward(nanjiao))

        assert client.get(reverse("workspace:find"), {"q": words}).status_code == 200

    def test_is_for_staff(self, client):
        assert client.get(reverse("workspace:find")).status_code == 302

    @pytest.mark.parametrize("words", ["13800001234", "陈", "12"])
    def test_asks_few_questions(self, nanjiao, django_assert_max_num_queries, words):
        for _ in range(8):
            a_resident("陈桂英", community=nanjiao, phone="13800001234")
        steward = signed_in(a_steward(nanjiao))

        with django_assert_max_num_queries(12):
            _find(steward, words)
