"""The pages of communities, spaces, facilities, projects, functions and rules."""

import pytest
from django.test import Client
from django.urls import reverse

from fangcun.core.catalog.actions import load_own_rules
from fangcun.core.catalog.models import Rule
from fangcun.core.catalog.queries import recorded_district, smallest_shown
from fangcun.core.catalog.tests.cast import a_planner, an_auditor, signed_in
from fangcun.core.catalog.tests.small_town import (
    BRIDGE,
    MONDAY_9AM,
    a_space,
    a_town,
    import_town,
)
from fangcun.core.places.actions import NewProject, propose_project
from fangcun.core.places.models import Community, District, Facility, IdleSpace, Project
from fangcun.core.places.states import FacilityKind, Stage

pytestmark = pytest.mark.django_db

READABLE = [
    ("places:communities", []),
    ("places:community", [BRIDGE]),
    ("places:communities_file", ["csv"]),
    ("places:communities_file", ["xlsx"]),
    ("places:spaces", []),
    ("places:space", ["S1"]),
    ("places:spaces_file", ["csv"]),
    ("catalog:facilities", []),
    ("catalog:facility", ["F1"]),
    ("catalog:projects", []),
    ("catalog:functions", []),
    ("catalog:rules", []),
    ("catalog:import", []),
    ("catalog:template_file", []),
    ("catalog:export_file", ["xlsx"]),
    ("catalog:export_file", ["zip"]),
]
CHANGING = [
    ("places:edit_community", [BRIDGE]),
    ("places:edit_space", ["S1"]),
    ("catalog:edit_rule", ["complex_min_area_m2"]),
    ("catalog:check_import", []),
]


@pytest.fixture
def town():
    import_town()


@pytest.fixture
def planner(town) -> Client:
    return signed_in(a_planner())


class TestWhoMayWhat:
    @pytest.mark.parametrize(("name", "args"), READABLE + CHANGING)
    def test_a_stranger_is_sent_to_sign_in(self, client, town, name, args):
        answer = client.get(reverse(name, args=args))

        assert answer.status_code == 302
        assert reverse("accounts:sign_in") in answer["Location"]

    @pytest.mark.parametrize(("name", "args"), READABLE)
    def test_an_auditor_reads(self, town, name, args):
        assert signed_in(an_auditor()).get(reverse(name, args=args)).status_code == 200

    @pytest.mark.parametrize(("name", "args"), CHANGING)
    def test_an_auditor_changes_nothing(self, town, name, args):
        assert signed_in(an_auditor()).post(reverse(name, args=args)).status_code == 403

    @pytest.mark.parametrize(
        "path",
        ["/places/communities/999999999999/", "/places/spaces/none/", "/catalog/facilities/none/",
         "/catalog/projects/1/", "/catalog/rules/none/edit/"],
    )  # fmt: skip
    def test_what_is_not_there_is_not_found(self, planner, path):
        assert planner.get(path).status_code == 404

    @pytest.mark.parametrize(("name", "args"), READABLE)
    def test_pages_of_an_empty_site_do_not_break(self, name, args):
        status = signed_in(an_auditor()).get(reverse(name, args=args)).status_code

        assert status in {200, 404}


class TestCommunities:
    def test_are_found_by_name_and_by_subdistrict(self, planner):
        by_name = planner.get("/places/?text=港口").content.decode()
        by_subdistrict = planner.get("/places/?subdistrict=城东街道").content.decode()

        assert "港口社区" in by_name
        assert "桥东社区" not in by_name
        assert "河西社区" in by_subdistrict
        assert "港口社区" not in by_subdistrict

    @pytest.mark.parametrize(
        ("order", "first"),
        [
            pytest.param("households", "港口社区", id="fewest-households"),
            pytest.param("-households", "河西社区", id="most-households"),
            pytest.param("-area", "桥东社区", id="most-area"),
            pytest.param("nonsense", "桥东社区", id="unknown-order-is-by-code"),
        ],
    )
    def test_are_sorted(self, planner, order, first):
        page = planner.get("/places/", {"order": order}).context["page"]

        assert page.object_list[0].name == first

    def test_show_area_per_100_households(self, planner):
        found = {
            community.name: community.area_per_100_households
            for community in planner.get("/places/").context["page"]
        }

        assert found == {"桥东社区": 90.0, "港口社区": 36.0, "河西社区": 0.0}

    @pytest.mark.parametrize(
        "query", ["page=-1", "page=abc", "subdistrict=%00", "text=%00", "order[]=1"]
    )
    def test_do_not_break_on_nonsense(self, planner, query):
        assert planner.get(f"/places/?{query}").status_code == 200

    def test_ask_for_few_rows_in_few_questions(self, planner, django_assert_num_queries):
        with django_assert_num_queries(6):  # session, account, roles, subdistricts, count, rows
            planner.get("/places/")


class TestSpaces:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param("min_area_m2=500", {"S1", "S3"}, id="large"),
            pytest.param("max_area_m2=500", {"S2"}, id="small"),
            pytest.param("floor=2", {"S3"}, id="second-floor"),
            pytest.param("step_free=no", {"S3"}, id="with-steps"),
            pytest.param("step_free=yes", {"S1", "S2"}, id="step-free"),
            pytest.param(f"community={BRIDGE}", {"S1"}, id="community"),
            pytest.param("text=厂房", {"S2"}, id="name"),
            pytest.param("min_area_m2=nan&floor=x", {"S1", "S2", "S3"}, id="nonsense"),
        ],
    )
    def test_are_filtered(self, planner, query, found):
        page = planner.get(f"/places/spaces/?{query}").context["page"]

        assert {space.ref for space in page} == found

    def test_ask_in_few_questions(self, planner, django_assert_num_queries):
        with django_assert_num_queries(7):  # and the communities of the filter
            planner.get("/places/spaces/")

    def test_file_has_the_filtered_rows_and_runs_no_formula(self, planner):
        import_town(a_town(spaces=(a_space("S1", name="=1+1"), a_space("S2", floor=2))))

        lines = planner.get("/places/spaces.csv?floor=1").content.decode("utf-8-sig").splitlines()

        assert len(lines) == 2
        assert "'=1+1" in lines[1]

    def test_numbering_of_the_users_own_may_have_slashes(self, planner):
        import_town(a_town(spaces=(a_space("甲/1 号"),)))

        listed = planner.get("/places/spaces/").content.decode()

        assert reverse("places:space", args=["甲/1 号"]) in listed
        assert planner.get(reverse("places:space", args=["甲/1 号"])).status_code == 200


class TestEditSpace:
    def test_saves_and_writes_who_changed_what(self, planner):
        counted = District.objects.get().revision

        answer = planner.post("/places/spaces/S1/edit/", _form_of("S1", floor_area_m2="650"))

        assert answer.status_code == 302
        assert IdleSpace.objects.get(ref="S1").floor_area_m2 == 650
        assert District.objects.get().revision == counted + 1
        page = planner.get("/places/spaces/S1/").content.decode()
        assert "区规划员（planner）" in page
        assert "<del>700</del> → <ins>650</ins>" in page

    def test_shows_the_second_planner_what_the_first_one_changed(self, planner):
        second = signed_in(a_planner("second"))
        read_by_both = _form_of("S1")
        planner.post("/places/spaces/S1/edit/", {**read_by_both, "name": "第一人的名字"})

        answer = second.post("/places/spaces/S1/edit/", {**read_by_both, "name": "第二人的名字"})

        page = answer.content.decode()
        assert IdleSpace.objects.get(ref="S1").name == "第一人的名字"
        assert "<ins>第一人的名字</ins>" in page
        assert 'value="第二人的名字"' in page

    def test_second_planner_may_save_after_having_seen_it(self, planner):
        second = signed_in(a_planner("second"))
        planner.post("/places/spaces/S1/edit/", _form_of("S1", name="第一人的名字"))
        stale = {**_form_of("S1"), "revision": "1", "name": "第二人的名字"}
        seen = second.post("/places/spaces/S1/edit/", stale).context["form"]

        second.post("/places/spaces/S1/edit/", {**stale, "revision": seen["revision"].value()})

        assert IdleSpace.objects.get(ref="S1").name == "第二人的名字"

    def test_saving_without_a_change_writes_no_version(self, planner):
        planner.post("/places/spaces/S1/edit/", _form_of("S1"))

        space = IdleSpace.objects.get(ref="S1")
        assert (space.revision, space.history.count()) == (1, 1)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("floor_area_m2", "0"), ("floor_area_m2", "nan"), ("floor", "0"), ("floor", "999"),
            ("lon", "200"), ("lon", "121.9"), ("rent_yuan_per_year", "-1"), ("name", ""),
            ("community", "000000000000"), ("fit_out_yuan_per_m2", "1e99"), ("name", "a\x00b"),
        ],
    )  # fmt: skip
    def test_says_beside_the_field_what_is_wrong(self, planner, field, value):
        answer = planner.post("/places/spaces/S1/edit/", _form_of("S1", **{field: value}))

        assert answer.status_code == 200
        assert answer.context["form"].errors[field]
        assert IdleSpace.objects.get(ref="S1").revision == 1


class TestEditCommunity:
    def test_saves_each_age_band_and_shows_it_in_the_history(self, planner):
        form = planner.get(f"/places/communities/{BRIDGE}/edit/").context["form"]
        filled = {name: form[name].value() for name in form.fields}

        planner.post(f"/places/communities/{BRIDGE}/edit/", {**filled, "residents_7": "120"})

        assert Community.objects.get(code=BRIDGE).residents_by_age[-1] == 120
        page = planner.get(f"/places/communities/{BRIDGE}/").content.decode()
        assert "80+：<del>100</del> → <ins>120</ins>" in page


class TestFacilities:
    def test_stand_by_kind_with_their_functions(self, planner, django_assert_num_queries):
        with django_assert_num_queries(6):  # session, account, roles, functions, facilities, offers
            page = planner.get("/catalog/facilities/").content.decode()

        assert page.index("综合体（1）") < page.index("插花式（1）")
        assert "养老服务（日间照料）、社区助餐、健康服务" in page

    def test_say_why_they_are_of_their_kind(self, planner):
        page = planner.get("/catalog/facilities/F2/").content.decode()

        assert "建筑面积180㎡，小于600㎡" in page
        assert "功能1项，少于3项" in page

    def test_are_filtered_by_function(self, planner):
        page = planner.get("/catalog/facilities/?function=meals").content.decode()

        assert "桥东综合体" in page
        assert "港口服务点" not in page


class TestRules:
    def test_a_changed_rule_changes_the_kind_of_facilities(self, planner):
        answer = planner.post("/catalog/rules/complex_min_area_m2/edit/", _rule(value="1000"))

        assert answer.status_code == 302
        assert Facility.objects.get(ref="F1").kind == FacilityKind.INTERSPERSED

    def test_a_preview_says_so_and_changes_nothing(self, planner):
        answer = planner.post(
            "/catalog/rules/complex_min_area_m2/edit/", _rule(value="1000", preview="yes")
        )

        assert "桥东综合体：综合体 → 插花式" in answer.content.decode()
        assert Facility.objects.get(ref="F1").kind == FacilityKind.COMPLEX
        assert Rule.objects.get(code="complex_min_area_m2").value == 600

    def test_a_preview_counts_communities_under_the_quota(self, planner):
        answer = planner.post(
            "/catalog/rules/quota_m2_per_100_households/edit/", _rule(value="50", preview="yes")
        )

        effect = answer.context["effect"]
        assert (effect.below_now, effect.below_then) == (1, 2)

    def test_refuses_what_makes_no_sense(self, planner):
        answer = planner.post("/catalog/rules/complex_min_area_m2/edit/", _rule(value="-5"))

        assert answer.context["form"].errors["value"]

    def test_marks_what_is_to_be_checked(self, planner):
        page = planner.get("/catalog/rules/").content.decode()

        waiting = [rule for rule in Rule.objects.all() if rule.is_to_be_checked]
        assert page.count("待核</span>") == len(waiting) > 0

    def test_of_our_own_outlive_a_new_district_and_no_plan_reads_them(self, planner):
        assert smallest_shown() == 5  # before it was loaded
        load_own_rules(by="安装程序", now=MONDAY_9AM)
        records = District.objects.get().revision

        planner.post("/catalog/rules/small_cell/edit/", _rule(value="10"))

        assert smallest_shown() == 10
        assert District.objects.get().revision == records  # plans stay up to date
        import_town()
        assert smallest_shown() == 10
        assert "small_cell" not in {rule.code for rule in recorded_district().rules}

    def test_of_our_own_keep_their_bounds(self, planner):
        load_own_rules(by="安装程序", now=MONDAY_9AM)

        answer = planner.post("/catalog/rules/small_cell/edit/", _rule(value="1"))

        assert "应在3到50之间" in answer.context["form"].errors["value"]


class TestProjects:
    def test_go_on_to_an_open_facility_with_their_functions(self, planner):
        project = _a_project()
        for stage in (Stage.APPROVED, Stage.BUILDING, Stage.OPEN):
            project.refresh_from_db()
            form = {"revision": project.revision, "stage": stage, "on": "2026-11-24"}
            answer = planner.post(f"/catalog/projects/{project.pk}/move/", form)
            assert answer.status_code == 302

        project.refresh_from_db()
        assert project.stage == Stage.OPEN
        assert project.facility.name == "旧厂房项目"
        assert str(project.open_on) == "2026-11-24"

    def test_do_not_jump(self, planner):
        project = _a_project()

        form = {"revision": 1, "stage": Stage.OPEN, "on": "2026-11-24"}
        answer = planner.post(f"/catalog/projects/{project.pk}/move/", form)

        assert answer.context["form"].errors["stage"]
        assert Project.objects.get(pk=project.pk).stage == Stage.PROPOSED


def _form_of(ref: str, **changed: str) -> dict[str, str]:
    """What the edit form of a space sends."""
    space = IdleSpace.objects.select_related("community").get(ref=ref)
    filled = {
        "revision": str(space.revision),
        "name": space.name,
        "community": space.community.code,
        "floor_area_m2": str(space.floor_area_m2),
        "floor": str(space.floor),
        "lon": str(space.lon),
        "lat": str(space.lat),
        "tenure": space.tenure,
        "rent_yuan_per_year": str(space.rent_fen_per_year // 100),
        "fit_out_yuan_per_m2": str(space.fit_out_fen_per_m2 // 100),
        "condition": space.condition,
        "present_use": space.present_use,
        **({"is_step_free": "on"} if space.is_step_free else {}),
    }
    return {**filled, **changed}


def _rule(**changed: str) -> dict[str, str]:
    usual = {
        "revision": "1",
        "source": "某文件",
        "checked_on": "2026-11-24",
        "standing": "verified",
    }
    return {**usual, **changed}


def _a_project() -> Project:
    space = IdleSpace.objects.get(ref="S2")
    return propose_project(
        project=NewProject(
            community=space.community,
            space=space,
            name="旧厂房项目",
            kind=FacilityKind.INTERSPERSED,
            planned_fen=1_000_000,
        ),
        on=MONDAY_9AM.date(),
        by="甲",
        now=MONDAY_9AM,
    )
