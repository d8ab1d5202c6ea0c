"""Every file of a plan opens again and says what the plan says."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pypdfium2
import pytest
import python_calamine
from shapely.geometry import Point, shape

from fangcun_planner.plans.document import document, write_document
from fangcun_planner.plans.explain import explain
from fangcun_planner.plans.geojson import write_geojson
from fangcun_planner.plans.page import page
from fangcun_planner.plans.papers import Papers, paper_name, write_papers
from fangcun_planner.plans.plan import plan_district
from fangcun_planner.plans.sheets import write_sheets
from fangcun_planner.siting.solve import SolveParams

EFFORT = SolveParams(time_s=20.0, gap=0.0, rounds=16)


@pytest.fixture(scope="module")
def planned(a_town):
    """The town's plan and its facts."""
    plan = plan_district(a_town(), EFFORT)
    return plan, explain(plan, effort=EFFORT)


class TestDocument:
    def test_holds_the_facts_and_the_proof(self, planned, tmp_path):
        plan, facts = planned

        write_document(plan, facts, tmp_path / "plan.json")
        content = json.loads((tmp_path / "plan.json").read_text("utf-8"))

        assert content["schema"] == "fangcun-plan/1"
        assert content["plan"]["objective"] == facts.objective
        assert len(content["plan"]["communities"]) == 2
        assert content["plan"]["communities"][0]["lacking"]["zh"] == facts.communities[0].lacking.zh
        assert len(content["proof"]["need_price_by_row"]) == plan.posed.rows.need.size
        assert set(content["proof"]["modules_by_space"]) == {space.id for space in facts.spaces}

    def test_is_the_same_for_the_same_plan(self, planned):
        assert document(*planned) == document(*planned)


class TestSheets:
    def test_open_with_every_row(self, planned, tmp_path):
        plan, facts = planned

        write_sheets(plan, facts, tmp_path / "plan.xlsx")
        book = python_calamine.CalamineWorkbook.from_path(tmp_path / "plan.xlsx")
        rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}

        assert list(rows) == ["总览", "选址", "社区", "功能", "可达性", "楼栋", "规则与来源"]
        assert len(rows["选址"]) == 1 + len(facts.spaces)
        assert [row[0] for row in rows["社区"][1:]] == [c.code for c in facts.communities]
        assert len(rows["楼栋"]) == 1 + len(plan.district.buildings)
        cost = rows["选址"][0].index("投入\nCost")
        assert sum(row[cost] for row in rows["选址"][1:]) == pytest.approx(facts.cost_fen / 100)

    def test_keep_a_name_that_looks_like_a_formula(self, planned, tmp_path):
        plan, _ = planned
        spaces = tuple(replace(s, name="=1+1") for s in plan.district.spaces)
        odd = replace(plan, district=replace(plan.district, spaces=spaces))

        write_sheets(odd, explain(odd, money_steps=False), tmp_path / "plan.xlsx")
        book = python_calamine.CalamineWorkbook.from_path(tmp_path / "plan.xlsx")

        assert book.get_sheet_by_name("选址").to_python()[1][1] == "=1+1"


class TestGeojson:
    def test_has_every_place_on_its_layer(self, planned, tmp_path):
        plan, facts = planned

        write_geojson(plan, facts, tmp_path / "plan.geojson")
        content = json.loads((tmp_path / "plan.geojson").read_text("utf-8"))
        layers = [feature["properties"]["layer"] for feature in content["features"]]
        shapes = [shape(feature["geometry"]) for feature in content["features"]]

        assert all(one.is_valid for one in shapes)
        assert layers.count("chosen space") == len(facts.spaces)
        assert layers.count("chosen space") + layers.count("space not chosen") == 4
        assert layers.count("facility") == 1
        assert layers.count("community") == 2
        boundary = shapes[layers.index("boundary")]
        assert all(boundary.contains(one) for one in shapes if isinstance(one, Point))


class _Page(HTMLParser):
    """Notes tags, links and the tags left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.counts: dict[str, int] = {}
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.links += [value for name, value in attrs if name in {"src", "href"}]
        if tag not in {"meta", "input", "br", "hr", "img", "link", "path", "circle", "rect"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in {"path", "circle", "rect"}:
            assert self.open.pop() == tag


class TestPage:
    def test_is_sound_and_contacts_no_host(self, planned):
        plan, facts = planned
        text = page(plan, facts)

        parsed = _Page()
        parsed.feed(text)

        assert parsed.open == []
        assert parsed.links == []
        assert not re.search(r"https?://|@import|url\(", text)
        assert parsed.counts["circle"] >= len(plan.district.buildings)

    def test_tells_every_community_in_both_languages(self, planned):
        plan, facts = planned
        text = page(plan, facts)

        for community in facts.communities:
            assert community.proposal.zh in text
            assert f'id="c-{community.code}"' in text
        assert "方案有多好" in text
        assert "How good it is" in text

    def test_shows_names_as_they_are_and_runs_none(self, planned):
        plan, _ = planned
        spaces = tuple(replace(s, name="<script>alert(1)</script>") for s in plan.district.spaces)
        odd = replace(plan, district=replace(plan.district, spaces=spaces))

        text = page(odd, explain(odd, money_steps=False))

        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text


class TestPapers:
    def test_are_one_a4_document_per_community(self, planned, tmp_path):
        plan, facts = planned

        written = write_papers(plan, facts, tmp_path / "communities")

        assert [path.name for path in written] == [paper_name(c) for c in facts.communities]
        for path in written:
            with pypdfium2.PdfDocument(path) as pdf:
                assert pdf[0].get_size() == pytest.approx((595.3, 841.9), abs=0.5)

    def test_say_what_is_lacking_proposed_and_to_be_filled_in(self, planned, tmp_path):
        plan, facts = planned
        chosen = next(space for space in facts.spaces)

        (path,) = write_papers(plan, facts, tmp_path, codes=[chosen.community])
        with pypdfium2.PdfDocument(path) as pdf:
            text = "".join(pdf[at].get_textpage().get_text_range() for at in range(len(pdf)))
        text = re.sub(r"\s", "", text)

        assert "一社区一方案" in text
        assert chosen.name in text
        for field in ("建设主体", "服务运营主体", "普惠收费标准", "各方责任义务"):
            assert field in text
        assert "待核" in text
        assert "演示" in text

    def test_carry_what_was_filled_in(self, planned):
        plan, facts = planned

        paper = Papers(plan, facts).pdf(facts.communities[0], filled={"建设主体": "湖滨街道办"})

        with pypdfium2.PdfDocument(paper) as pdf:
            text = "".join(pdf[at].get_textpage().get_text_range() for at in range(len(pdf)))
        assert "湖滨街道办" in re.sub(r"\s", "", text)

    def test_are_named_so_that_any_file_system_takes_them(self, planned):
        _, facts = planned
        odd = replace(facts.communities[0], name="a/b:c 社区")

        assert paper_name(odd) == "320613001001-a_b_c_社区.pdf"
