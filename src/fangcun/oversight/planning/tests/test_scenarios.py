"""Scenarios, locks and schemes: written by people, never overwritten unseen."""

import pytest
from django.test import Client
from django.urls import reverse

from fangcun.core.accounts.models import User
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.queries import history_of
from fangcun.oversight.planning import actions
from fangcun.oversight.planning.models import Plan, Scenario
from fangcun.oversight.planning.queries.runs import options_of
from fangcun.oversight.planning.states import LockKind
from fangcun.oversight.planning.tests.cast import MONDAY_9AM, SOUTH, a_scenario, written

pytestmark = pytest.mark.django_db

FILLED = {
    "name": "多给老人",
    "note": "",
    "budget_yuan": "60000.50",
    "open_at_most": "3",
    "reach_factor": "1.2",
    "elder_pace_m_per_min": "40",
    "solve_seconds": "5",
    "gap_percent": "2",
    "seed": "7",
    "emphasis_meals": "2",
    "emphasis_toddlers": "1",
    "emphasis_fitness": "0",
}


class TestMakingAScenario:
    def test_money_is_kept_in_fen_and_emphasis_by_function(self, town, planner_client: Client):
        answer = planner_client.post(reverse("planning:new_scenario"), FILLED)

        made = Scenario.objects.get()
        assert answer.status_code == 302
        assert (made.budget_fen, made.gap, made.open_at_most) == (6_000_050, 0.02, 3)
        assert made.emphasis == {"meals": 2.0, "fitness": 0.0}

    @pytest.mark.parametrize(
        ("field", "value", "error"),
        [
            pytest.param("budget_yuan", "-1", "大于或等于", id="negative money"),
            pytest.param("budget_yuan", "", "必填", id="no money"),
            pytest.param("emphasis_meals", "3.5", "小于或等于", id="too emphatic"),
            pytest.param("reach_factor", "0", "大于或等于", id="no reach"),
            pytest.param("solve_seconds", "100000", "小于或等于", id="too long"),
            pytest.param("gap_percent", "很小", "输入", id="words for a number"),
            pytest.param("name", "", "必填", id="no name"),
        ],
    )
    def test_errors_stand_beside_their_field(
        self, town, planner_client: Client, field: str, value: str, error: str
    ):
        answer = planner_client.post(reverse("planning:new_scenario"), FILLED | {field: value})

        assert list(answer.context["form"].errors) == [field]
        assert error in str(answer.context["form"].errors[field])
        assert Scenario.objects.count() == 0

    def test_a_name_is_taken_once(self, town, planner: User, planner_client: Client):
        a_scenario(planner, name=FILLED["name"])

        answer = planner_client.post(reverse("planning:new_scenario"), FILLED)

        assert list(answer.context["form"].errors) == ["name"]
        assert Scenario.objects.count() == 1

    def test_the_rule_says_how_fast_elders_walk(self, town, planner_client: Client):
        answer = planner_client.get(reverse("planning:new_scenario"))

        assert answer.context["form"]["elder_pace_m_per_min"].value() == 48.0


class TestChangingAScenario:
    def test_history_says_who_and_what(self, scenario: Scenario):
        actions.change_scenario(
            scenario=scenario,
            revision=1,
            written=written(budget_fen=7_000_000),
            by="李规划",
            now=MONDAY_9AM,
        )

        newest = history_of(scenario)[0]
        assert (newest.number, newest.by) == (2, "李规划")
        assert newest.changes[0].after.startswith("70,000")

    def test_the_second_of_two_is_shown_the_first(
        self, town, scenario: Scenario, planner_client: Client
    ):
        address = reverse("planning:edit_scenario", args=[scenario.pk])
        actions.change_scenario(
            scenario=scenario,
            revision=1,
            written=written(note="先改的"),
            by="李规划",
            now=MONDAY_9AM,
        )

        second = planner_client.post(address, FILLED | {"revision": "1"})

        scenario.refresh_from_db()
        assert scenario.note == "先改的"
        assert "李规划" in second.content.decode()
        assert "先改的" in second.content.decode()
        assert 'name="revision" value="2"' in second.content.decode()

        planner_client.post(address, FILLED | {"revision": "2"})

        scenario.refresh_from_db()
        assert scenario.name == FILLED["name"]

    def test_a_stale_revision_never_overwrites(self, scenario: Scenario):
        for by, may in (("甲", True), ("乙", False)):
            change = {
                "scenario": scenario,
                "revision": 1,
                "written": written(note=by),
                "by": by,
                "now": MONDAY_9AM,
            }
            if may:
                actions.change_scenario(**change)
            else:
                with pytest.raises(ChangedMeanwhile):
                    actions.change_scenario(**change)

        scenario.refresh_from_db()
        assert scenario.note == "甲"


class TestCopyingAScenario:
    def test_takes_locks_and_schemes_along(self, scenario: Scenario, planner: User):
        _lock(scenario, "s1", LockKind.MUST_OPEN)
        _fill(scenario, builder="街道办")

        copy = actions.copy_scenario(
            scenario=scenario, name="另一个", made_by=planner, now=MONDAY_9AM
        )

        assert options_of(copy).must_open == ("s1",)
        assert copy.schemes.get().builder == "街道办"
        assert copy.copied_from == scenario
        assert scenario.locks.count() == 1

    def test_needs_another_name(self, scenario: Scenario, planner: User):
        with pytest.raises(actions.NameTaken):
            actions.copy_scenario(
                scenario=scenario, name=scenario.name, made_by=planner, now=MONDAY_9AM
            )


class TestLocks:
    def test_a_later_decision_takes_the_place_of_the_earlier(self, scenario: Scenario):
        _lock(scenario, "s1", LockKind.MUST_OPEN)
        _lock(scenario, "s1", LockKind.MUST_NOT_OPEN)

        options = options_of(scenario)

        assert (options.must_open, options.must_not_open) == ((), ("s1",))

    def test_space_and_function_are_decided_apart(self, scenario: Scenario):
        _lock(scenario, "s1", LockKind.MUST_OPEN)
        _lock(scenario, "s1", LockKind.MUST_HAVE, function="meals")

        options = options_of(scenario)

        assert options.must_open == ("s1",)
        assert options.must_have == (("s1", "meals"),)

    def test_a_function_must_be_named_where_it_is_meant(self, scenario: Scenario):
        with pytest.raises(actions.FunctionNotNamed):
            _lock(scenario, "s1", LockKind.MUST_HAVE)
        with pytest.raises(actions.FunctionNotNamed):
            _lock(scenario, "s1", LockKind.MUST_OPEN, function="meals")

    def test_from_a_table_and_back_without_script(self, plan: Plan, planner_client: Client):
        scenario = plan.run.scenario
        back = reverse("planning:plan", args=[plan.pk])
        lock, lift = (reverse(f"planning:{name}", args=[scenario.pk]) for name in ("lock", "lift"))

        locked = planner_client.post(lock, {"space": "s1", "kind": "must_not_open", "next": back})
        after_lock = options_of(scenario).must_not_open
        planner_client.post(lift, {"space": "s1", "next": back})

        assert locked.url == back
        assert after_lock == ("s1",)
        assert options_of(scenario).must_not_open == ()

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            pytest.param({"space": "nowhere", "kind": "must_open"}, "space", id="no such space"),
            pytest.param({"space": "s1", "kind": "maybe"}, "kind", id="no such decision"),
            pytest.param({"space": "s1", "kind": "must_have"}, "function", id="which function"),
            pytest.param(
                {"space": "s1", "kind": "must_open", "function": "meals"}, "function", id="too much"
            ),
        ],
    )
    def test_wrong_decisions_are_answered_beside_their_field(
        self, town, scenario: Scenario, planner_client: Client, sent: dict[str, str], field: str
    ):
        answer = planner_client.post(reverse("planning:lock", args=[scenario.pk]), sent)

        assert list(answer.context["lock_form"].errors) == [field]
        assert scenario.locks.count() == 0

    def test_leads_nowhere_else(self, town, scenario: Scenario, planner_client: Client):
        answer = planner_client.post(
            reverse("planning:lock", args=[scenario.pk]),
            {"space": "s1", "kind": "must_open", "next": "https://example.org/"},
        )

        assert answer.url == reverse("planning:scenario", args=[scenario.pk])


class TestSchemes:
    def test_the_second_first_writer_is_shown_the_first(self, plan: Plan, planner_client: Client):
        address = reverse("planning:edit_scheme", args=[plan.pk, SOUTH])
        _fill(plan.run.scenario, builder="街道办")

        second = planner_client.post(address, {"revision": "0", "builder": "社区"})

        assert plan.run.scenario.schemes.get().builder == "街道办"
        assert "街道办" in second.content.decode()
        assert 'name="revision" value="1"' in second.content.decode()

        planner_client.post(address, {"revision": "1", "builder": "社区"})

        assert plan.run.scenario.schemes.get().builder == "社区"

    def test_outlives_a_new_plan(self, plan: Plan):
        _fill(plan.run.scenario, price="每餐 12 元")

        assert options_of(plan.run.scenario).budget_fen == 6_000_000
        assert plan.run.scenario.schemes.get().filled == 1

    def test_is_printed_on_the_paper(self, plan: Plan, planner_client: Client):
        address = reverse("planning:paper", args=[plan.pk, SOUTH])
        blank = planner_client.get(address).content
        _fill(plan.run.scenario, price="每餐 12 元")

        filled = planner_client.get(address).content

        assert blank.startswith(b"%PDF")
        assert "每餐" not in _text(blank)
        assert "每餐 12 元" in _text(filled)


def _lock(scenario: Scenario, space: str, kind: LockKind, function: str = "") -> None:
    actions.lock_space(
        scenario=scenario,
        space=space,
        kind=kind,
        function=function,
        made_by=scenario.made_by,
        now=MONDAY_9AM,
    )


def _fill(scenario: Scenario, **filled: str) -> None:
    actions.fill_scheme(
        scenario=scenario,
        community=SOUTH,
        revision=0,
        words=filled,
        by="李规划",
        now=MONDAY_9AM,
    )


def _text(pdf: bytes) -> str:
    from pypdfium2 import PdfDocument

    return "".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf))
