import pytest
from django.urls import reverse

from fangcun.core.accounts.tests.cast import (
    a_manager,
    a_planner,
    a_steward,
    signed_in,
)
from fangcun.core.entitlements.models import RulePack
from fangcun.core.entitlements.queries import newest_version, rules_of, terms_of
from fangcun.core.entitlements.rules import AgeAtLeast, AllOf
from fangcun.core.entitlements.tests.cast import a_pack, a_written_rule
from fangcun.core.people.tests.cast import a_resident

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"entitlements:{name}", args=args)


@pytest.fixture
def old_lady():
    return a_resident(birth_year=1930)


@pytest.fixture
def steward(old_lady):
    return signed_in(a_steward(old_lady.community))


@pytest.fixture
def manager(old_lady):
    return signed_in(a_manager(old_lady.community))


def filled_in(pack, **more):
    """The edit page of a pack as the browser would send it back."""
    (rule,) = rules_of(pack)
    return {
        "version": pack.version,
        "more": 0,
        "name_zh": pack.name_zh,
        "name_en": pack.name_en,
        "source": "新文件",
        "standing": "verified",
        "valid_from": "2026-01-01",
        "is_in_use": "on",
        "rule0-code": rule.code,
        "rule0-name_zh": rule.name_zh,
        "rule0-name_en": rule.name_en,
        "rule0-benefit": rule.benefit,
        "rule0-gives": rule.gives,
        "rule0-amount": "1",
        "rule0-age_at_least": "70",
        **more,
    }


class TestPackPages:
    def test_are_public_policy(self, steward):
        pack = a_pack()

        assert pack.name_zh in steward.get(page("packs")).text
        shown = steward.get(page("pack", pack.code))
        assert "满80周岁" in shown.text
        assert page("edit_pack", pack.code) not in shown.text

    def test_a_community_does_not_change_the_districts_rules(self, manager):
        pack = a_pack()

        assert manager.get(page("edit_pack", pack.code)).status_code == 404
        assert manager.post(page("switch_pack", pack.code)).status_code == 404

    def test_preview_counts_and_saves_nothing(self, old_lady):
        pack = a_pack(a_written_rule({"age_at_least": 99}))
        for number in range(6):
            a_resident(f"七十{number}", birth_year=1950)

        shown = signed_in(a_planner()).post(
            page("edit_pack", pack.code), filled_in(pack, step="preview")
        )

        assert "多7人" in shown.text
        assert old_lady.name not in shown.text  # a planner sees counts, not persons
        assert RulePack.objects.count() == 1

    def test_save_is_a_new_version(self):
        pack = a_pack()
        planner = signed_in(a_planner())

        planner.post(page("edit_pack", pack.code), filled_in(pack, step="save"))

        newest = newest_version(pack.code)
        assert (newest.version, newest.source) == (2, "新文件")
        assert terms_of(rules_of(newest)[0]).condition == AllOf((AgeAtLeast(70),))
        assert "旧版本" in planner.get(page("pack_version", pack.code, 1)).text

    def test_second_writer_is_told_and_loses_nothing(self):
        pack = a_pack()
        planner = signed_in(a_planner())
        planner.post(page("edit_pack", pack.code), filled_in(pack, step="save"))

        second = planner.post(
            page("edit_pack", pack.code), filled_in(pack, step="save", source="我的文件")
        )

        assert "更新的版本" in second.text
        assert "我的文件" in second.text
        assert RulePack.objects.count() == 2

    def test_one_more_rule_and_one_less(self):
        pack = a_pack()
        planner = signed_in(a_planner())
        more = planner.post(page("edit_pack", pack.code), filled_in(pack, step="add"))
        assert "rule1-name_zh" in more.text
        second = {
            "more": 1,
            "rule0-is_removed": "on",
            "rule1-name_zh": "午餐补贴",
            "rule1-name_en": "Lunch",
            "rule1-benefit": "meals",
            "rule1-gives": "fen_per_time",
            "rule1-amount": "2.50",
            "rule1-any_of": ["dibao", "disabled"],
            "rule1-disability_at_most": "2",
        }

        planner.post(page("edit_pack", pack.code), filled_in(pack, step="save", **second))

        (rule,) = rules_of(newest_version(pack.code))
        assert (rule.name_zh, rule.amount) == ("午餐补贴", 250)
        assert rule.conditions["all"][0]["any"][1] == {"has": "disabled", "level_at_most": 2}

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            pytest.param({"rule0-age_at_least": ""}, "至少写一个", id="no condition"),
            pytest.param({"rule0-amount": ""}, "请写数额", id="no amount"),
            pytest.param({"rule0-amount": "1.5"}, "次数是整数", id="half a visit"),
            pytest.param({"rule0-gives": "free"}, "不写数额", id="free costs nothing"),
            pytest.param({"valid_until": "2025-01-01"}, "不能早于", id="ends before"),
            pytest.param({"rule0-is_removed": "on"}, "至少要有一条", id="nothing left"),
        ],
    )
    def test_errors_in_plain_words(self, more, words):
        pack = a_pack()

        answer = signed_in(a_planner()).post(
            page("edit_pack", pack.code), filled_in(pack, step="save", **more)
        )

        assert words in answer.text
        assert RulePack.objects.count() == 1

    def test_condition_that_no_form_can_say_is_kept_as_written(self):
        written = {"any": [{"age_at_least": 90}, {"all": [{"has": "dibao"}, {"age_at_least": 60}]}]}
        pack = a_pack(a_written_rule(written))
        planner = signed_in(a_planner())
        assert "结构较复杂" in planner.get(page("edit_pack", pack.code)).text
        kept = '{"any": [{"age_at_least": 91}]}'

        broken = planner.post(
            page("edit_pack", pack.code),
            filled_in(pack, step="save", **{"rule0-conditions": '{"not": 1}'}),
        )
        planner.post(
            page("edit_pack", pack.code),
            filled_in(pack, step="save", **{"rule0-conditions": kept}),
        )

        assert "能判断的条件" in broken.text
        assert rules_of(newest_version(pack.code))[0].conditions == {"any": [{"age_at_least": 91}]}

    def test_switch(self):
        pack = a_pack()
        planner = signed_in(a_planner())

        planner.post(page("switch_pack", pack.code), {"revision": 1, "is_in_use": "false"})

        pack.refresh_from_db()
        assert not pack.is_in_use
        assert planner.get(page("switch_pack", pack.code)).status_code == 405
