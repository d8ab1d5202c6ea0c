"""Setting up the desk: rules with their preview, categories, books, who is on duty."""

import pytest
from django.urls import reverse

from fangcun.core.accounts.tests.cast import (
    a_manager,
    a_planner,
    a_steward,
    an_administrator,
    signed_in,
)
from fangcun.core.audit.models import AccountEvent
from fangcun.core.audit.states import AccountEventKind
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.services.desk.actions import load_default_categories
from fangcun.services.desk.models import Book, Category, DutyPerson, RoutingRule
from fangcun.services.desk.tests.cast import a_book, a_category, a_doer, a_request, a_rule

pytestmark = pytest.mark.django_db

NO_RULE = {
    "category": "",
    "days": "",
    "from_time": "",
    "until_time": "",
    "urgency": "",
    "to_operator": "",
    "to_person": "",
    "is_in_use": "on",
}


class TestRulesPage:
    def test_says_which_rule_decides_and_why_others_do_not(self):
        community, hoods, hair = a_community(), a_category(), a_category("理发")
        operator = a_doer(community)
        a_rule(category=hair, to_operator=operator)
        a_rule(category=hoods, to_operator=operator)
        asked = {"community": community.pk, "category": hoods.pk, "at": "2026-02-09T10:00"}

        page = signed_in(a_manager(community)).get(reverse("desk:settings_rules"), asked)

        assert "由第2条规则决定" in page.content.decode()
        assert "类别不符" in page.content.decode()

    def test_a_manager_sees_the_districts_rules_but_moves_only_her_own(self):
        community = a_community()
        own, districts = a_rule(community=community), a_rule()
        client = signed_in(a_manager(community))

        page = client.get(reverse("desk:settings_rules")).content.decode()

        assert reverse("desk:settings_rule", args=[own.pk]) in page
        assert reverse("desk:settings_rule", args=[districts.pk]) not in page
        assert client.get(reverse("desk:settings_rule", args=[districts.pk])).status_code == 404

    def test_a_steward_sets_nothing_up(self):
        client = signed_in(a_steward(a_community()))

        for name in ("settings_rules", "settings_books", "settings_categories"):
            assert client.get(reverse(f"desk:{name}")).status_code == 403

    def test_a_rule_is_moved_up(self):
        first, second = a_rule(), a_rule()

        signed_in(an_administrator()).post(
            reverse("desk:settings_move_rule", args=[second.pk]),
            {"up": "yes", "order": [first.pk, second.pk]},
        )

        ordered = RoutingRule.objects.order_by("position")
        assert list(ordered) == [second, first]

    def test_an_order_that_is_old_changes_nothing(self):
        first, second = a_rule(), a_rule()
        a_rule()

        page = signed_in(an_administrator()).post(
            reverse("desk:settings_move_rule", args=[second.pk]),
            {"up": "yes", "order": [first.pk, second.pk]},
            follow=True,
        )

        assert "刚刚被别人增减过" in page.content.decode()
        assert RoutingRule.objects.order_by("position").first() == first


class TestRulePage:
    def test_shows_what_would_change_before_it_counts(self):
        request = a_request()
        operator = a_doer(request.community)
        client = signed_in(a_manager(request.community))
        typed = NO_RULE | {"community": request.community.pk, "to_operator": operator.pk}

        page = client.post(reverse("desk:settings_new_rule"), typed | {"preview": "yes"})

        assert f"第{request.pk}号" in page.content.decode()
        assert str(operator) in page.content.decode()
        assert not RoutingRule.objects.exists()

    def test_is_saved_for_her_own_community_only(self):
        community, other = a_community(), a_community("乙社区")
        client = signed_in(a_manager(community))

        for where in ("", other.pk):
            page = client.post(reverse("desk:settings_new_rule"), NO_RULE | {"community": where})
            assert page.status_code == 200
        client.post(reverse("desk:settings_new_rule"), NO_RULE | {"community": community.pk})

        assert RoutingRule.objects.get().community == community

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"from_time": "08:30", "until_time": "08:30"}, "不能是同一时间"),
            ({"from_time": "25:00"}, "有效的时间"),
            ({"to_operator": "999999"}, "选择"),
        ],
    )
    def test_an_error_stands_beside_its_field(self, typed, says):
        client = signed_in(an_administrator())

        page = client.post(reverse("desk:settings_new_rule"), NO_RULE | typed)

        assert says in page.content.decode()
        assert not RoutingRule.objects.exists()

    def test_the_second_of_two_is_shown_the_firsts_change(self):
        rule, administrator = a_rule(), an_administrator()
        typed = NO_RULE | {"community": "", "revision": 1}
        address = reverse("desk:settings_rule", args=[rule.pk])
        signed_in(administrator).post(address, typed | {"urgency": "yes"})

        page = signed_in(a_planner()).post(address, typed | {"urgency": "no"})

        assert "别人刚刚做的修改" in page.content.decode()
        rule.refresh_from_db()
        assert rule.is_urgent is True

    def test_a_rule_that_moves_nothing_says_so(self):
        request = a_request()
        typed = NO_RULE | {"community": request.community.pk, "preview": "yes"}

        page = signed_in(an_administrator()).post(reverse("desk:settings_new_rule"), typed)

        assert "都不会改变" in page.content.decode()


class TestCategoryPages:
    def test_the_district_edits_words_questions_and_time(self):
        category = a_category(questions=[{"code": "kept", "zh": "几楼？", "en": "Which floor?"}])
        typed = {
            "revision": 1,
            "name_zh": "油烟机",
            "name_en": "Hoods",
            "service": "",
            "keywords": "油烟机、烟机 烟机",
            "questions": "几楼？|Floor?\n有电梯吗？",
            "due_amount": 2,
            "due_unit": "days",
            "urgent_minutes": 20,
            "source": "本区公示",
            "checked_on": "2026-02-09",
            "standing": "verified",
            "is_in_use": "on",
        }

        signed_in(a_planner()).post(reverse("desk:settings_category", args=[category.pk]), typed)

        category.refresh_from_db()
        assert category.keywords == ["油烟机", "烟机"]
        assert [question["code"] for question in category.questions] == ["kept", "q1"]
        assert (category.due_amount, category.revision) == (2, 2)

    def test_a_manager_reads_them(self):
        category = a_category()
        client = signed_in(a_manager(a_community()))

        assert client.get(reverse("desk:settings_categories")).status_code == 200
        address = reverse("desk:settings_category", args=[category.pk])
        assert client.get(address).status_code == 404
        assert client.get(reverse("desk:settings_new_category")).status_code == 403

    def test_the_defaults_are_written_once_and_never_over_what_people_changed(self):
        load_default_categories(MONDAY_9AM)
        Category.objects.filter(code="repair").update(name_zh="修东西", revision=2)

        assert load_default_categories(MONDAY_9AM) == []
        assert Category.objects.get(code="repair").name_zh == "修东西"
        assert Category.objects.count() == 16
        assert not Category.objects.filter(source="").exists()


class TestBookPages:
    def test_a_manager_opens_a_book(self):
        community = a_community()
        typed = {"community": community.pk, "name": "活动室", "facility": "", "operator": ""}

        signed_in(a_manager(community)).post(reverse("desk:settings_new_book"), typed)

        assert Book.objects.get().history.get().history_user_id

    def test_two_are_not_called_the_same(self):
        book = a_book()
        typed = {"community": book.community.pk, "name": book.name}

        page = signed_in(a_manager(book.community)).post(reverse("desk:settings_new_book"), typed)

        assert "请换一个名称" in page.content.decode()

    def test_not_of_a_facility_elsewhere(self):
        community = a_community()
        typed = {"community": community.pk, "name": "前台", "facility": a_facility().pk}

        signed_in(a_planner()).post(reverse("desk:settings_new_book"), typed)

        assert not Book.objects.exists()

    def test_a_book_is_retired(self):
        book = a_book()

        signed_in(a_manager(book.community)).post(
            reverse("desk:settings_book", args=[book.pk]), {"revision": 1, "name": "旧本"}
        )

        book.refresh_from_db()
        assert (book.name, book.is_in_use) == ("旧本", False)

    def test_not_yours_and_not_there_are_the_same(self):
        book = a_book()
        client = signed_in(a_manager(a_community("乙社区")))

        for number in (book.pk, book.pk + 1):
            assert client.get(reverse("desk:settings_book", args=[number])).status_code == 404


class TestDutyPage:
    def test_names_somebody_who_may_decide(self):
        community = a_community()
        manager, steward = a_manager(community), a_steward(community)
        address = reverse("desk:settings_duty", args=[community.pk])
        client = signed_in(manager)

        client.post(address, {"user": steward.pk})
        assert not DutyPerson.objects.exists()
        client.post(address, {"user": manager.pk})

        assert DutyPerson.objects.get().user == manager


class TestRatesPage:
    def test_shows_the_numbers_and_leads_to_their_rows(self):
        request = a_request()
        client = signed_in(a_manager(request.community))
        period = {"since": "2026-02-01", "until": "2026-02-28"}

        page = client.get(reverse("desk:rates"), period).content.decode()
        lines = client.get(
            reverse("desk:rate_lines", args=["answered"]), period | {"which": "whole"}
        )

        assert "按时答复率" in page
        assert "which=whole" in page
        assert str(request) in lines.content.decode()

    def test_few_people_are_not_shown_to_those_who_only_count(self):
        a_request()
        period = {"since": "2026-02-01", "until": "2026-02-28"}

        page = signed_in(a_planner()).get(reverse("desk:rates"), period).content.decode()

        assert "人数太少" in page
        assert "which=" not in page

    def test_a_period_that_makes_no_sense_is_the_usual_one(self):
        client = signed_in(a_planner())

        for period in ({"since": "x"}, {"since": "2026-02-09", "until": "2026-02-01"}):
            assert client.get(reverse("desk:rates"), period).status_code == 200
        assert client.get(reverse("desk:rate_lines", args=["answered"])).status_code == 403

    def test_a_rate_that_is_not_there(self):
        client = signed_in(a_steward(a_community()))

        assert client.get(reverse("desk:rate_lines", args=["x"])).status_code == 404


class TestFile:
    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_a_manager_takes_the_book_away(self, ending):
        request = a_request()
        client = signed_in(a_manager(request.community))

        taken = client.get(reverse("desk:lines_file", args=[ending]))

        assert taken.status_code == 200
        assert f"book.{ending}" in taken["Content-Disposition"]
        noted = AccountEvent.objects.get(kind=AccountEventKind.LIST_TAKEN)
        assert noted.note == "登记本，共1行"

    def test_a_steward_does_not(self):
        client = signed_in(a_steward(a_request().community))

        assert client.get(reverse("desk:lines_file", args=["csv"])).status_code == 403

    def test_nothing_of_another_community(self):
        a_request()
        client = signed_in(a_manager(a_community("乙社区")))

        taken = client.get(reverse("desk:lines_file", args=["csv"])).content.decode()

        assert "油烟机" not in taken
