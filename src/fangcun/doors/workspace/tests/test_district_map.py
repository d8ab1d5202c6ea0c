"""The first screen of who plans: the district on a map and in a table for staff."""

import gzip
import json

import pytest
from django.urls import reverse

from fangcun.core.catalog.tests.cast import a_planner, an_auditor, signed_in
from fangcun.core.catalog.tests.small_town import MONDAY_9AM, SQUARE, a_space, a_town, import_town
from fangcun.core.places.actions import NewProject, propose_project
from fangcun.core.places.models import IdleSpace
from fangcun.core.places.states import FacilityKind

pytestmark = pytest.mark.django_db

LAYERS = ["communities", "spaces", "facilities", "projects"]


@pytest.fixture
def reader():
    import_town()
    return signed_in(an_auditor())


class TestHome:
    def test_asks_a_stranger_to_sign_in(self, client):
        answer = client.get("/today/")

        assert answer.headers["Location"].startswith(reverse("accounts:sign_in"))

    def test_asks_for_an_import_where_there_is_no_district(self):
        page = signed_in(a_planner()).get("/today/").content.decode()

        assert "导入本区的表格" in page

    def test_shows_the_totals_of_the_district(self, reader):
        glance = reader.get("/today/").context["glance"]

        assert (glance.communities, glance.residents, glance.spaces) == (3, 7_200, 3)
        assert (glance.complexes, glance.interspersed) == (1, 1)
        assert glance.elder_share == pytest.approx(580 / 2_400)
        assert glance.area_per_100_households == pytest.approx(100 * 1_080 / 3_500)
        assert (glance.quota, glance.target) == (30, 80)

    def test_has_the_communities_of_the_chosen_subdistrict_in_a_table(self, reader):
        page = reader.get("/today/?subdistrict=城东街道").content.decode()

        assert "河西社区" in page
        assert "桥东社区" not in page

    @pytest.mark.parametrize("query", ["subdistrict=nowhere", "min_area_m2=x", "indicator=%00"])
    def test_does_not_break_on_nonsense(self, reader, query):
        assert reader.get(f"/today/?{query}").status_code == 200

    def test_asks_the_same_number_of_questions_for_any_district(
        self, reader, django_assert_num_queries
    ):
        # session, account, roles; subdistricts, communities, facilities, two rules, the district
        with django_assert_num_queries(9):
            reader.get("/today/")


class TestLayers:
    @pytest.mark.parametrize("name", LAYERS)
    def test_are_for_staff(self, client, name):
        assert client.get(f"/map/{name}.geojson").status_code == 302

    def test_boundary_is_the_imported_one(self, reader):
        boundary = reader.get("/map/boundary.geojson").json()

        assert boundary["coordinates"] == [[[list(point) for point in SQUARE]]]

    def test_boundary_is_null_before_an_import(self):
        assert signed_in(an_auditor()).get("/map/boundary.geojson").json() is None

    def test_spaces_lie_where_they_are_and_lead_to_their_pages(self, reader):
        features = reader.get("/map/spaces.geojson").json()["features"]

        assert features[0]["geometry"]["coordinates"] == [120.841, 31.951]
        assert features[0]["properties"]["subdistrict"] == "和平桥街道"
        assert reader.get(features[0]["properties"]["url"]).status_code == 200

    def test_communities_carry_every_indicator(self, reader):
        features = reader.get("/map/communities.geojson").json()["features"]
        bridge = next(f["properties"] for f in features if f["properties"]["name"] == "桥东社区")

        assert bridge["residents"] == 2_400
        assert bridge["elder_share"] == pytest.approx(580 / 2_400, abs=1e-4)
        assert bridge["share_65_up"] == pytest.approx(400 / 2_400, abs=1e-4)
        assert bridge["area"] == 90.0

    def test_facilities_name_their_functions_in_the_language_of_the_page(self, reader):
        reader.cookies["django_language"] = "en"

        features = reader.get("/map/facilities.geojson").json()["features"]

        assert features[0]["properties"]["functions"][1] == "Community meals"
        assert features[0]["properties"]["kind"] == "complex"

    def test_projects_on_their_way_are_shown(self, reader):
        space = IdleSpace.objects.get(ref="S2")
        propose_project(
            project=NewProject(
                community=space.community,
                space=space,
                name="旧厂房项目",
                kind=FacilityKind.INTERSPERSED,
                planned_fen=0,
            ),
            on=None,
            by="甲",
            now=MONDAY_9AM,
        )

        features = reader.get("/map/projects.geojson").json()["features"]

        assert [feature["properties"]["name"] for feature in features] == ["旧厂房项目"]

    def test_another_layer_is_not_there(self, reader):
        assert reader.get("/map/people.geojson").status_code == 404

    @pytest.mark.parametrize("name", LAYERS)
    def test_are_sent_again_only_when_the_records_change(self, reader, name):
        first = reader.get(f"/map/{name}.geojson")

        unchanged = reader.get(f"/map/{name}.geojson", HTTP_IF_NONE_MATCH=first["ETag"])
        import_town(a_town(spaces=(a_space("S1", name="新名"),)))
        changed = reader.get(f"/map/{name}.geojson", HTTP_IF_NONE_MATCH=first["ETag"])

        assert unchanged.status_code == 304
        assert changed.status_code == 200

    def test_another_language_is_another_version(self, reader):
        first = reader.get("/map/facilities.geojson")
        reader.cookies["django_language"] = "en"

        answer = reader.get("/map/facilities.geojson", HTTP_IF_NONE_MATCH=first["ETag"])

        assert answer.status_code == 200

    def test_are_packed_on_the_way(self, reader):
        answer = reader.get("/map/communities.geojson", HTTP_ACCEPT_ENCODING="gzip")

        assert answer["Content-Encoding"] == "gzip"
        assert len(json.loads(gzip.decompress(answer.content))["features"]) == 3

    @pytest.mark.parametrize("name", LAYERS)
    def test_ask_the_same_number_of_questions_for_any_district(
        self, reader, django_assert_max_num_queries, name
    ):
        with django_assert_max_num_queries(6):
            reader.get(f"/map/{name}.geojson")
