"""Money, papers and rooms of facilities: nothing is changed behind anybody's back."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from fangcun.base.papers import PDF, HandedIn
from fangcun.core.places.actions import (
    AlreadyWritten,
    ChangedMeanwhile,
    NameTaken,
    NewProject,
    PaperInUse,
    WrittenProject,
    WrittenRoom,
    WrittenSpending,
    change_room,
    close_room,
    describe_project,
    hand_in_paper,
    open_room,
    propose_project,
    record_spending,
    reopen_room,
    strike_spending,
    withdraw_paper,
)
from fangcun.core.places.models import Project, ProjectPaper, Room, Spending
from fangcun.core.places.queries import papers_of, spent_fen
from fangcun.core.places.states import Delivery, FacilityKind, RoomKind
from fangcun.core.places.tests.cast import a_community, a_facility

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = {"by": "书记", "now": NOW}
INVOICE = HandedIn(name="发票", content=b"%PDF-1.7 invoice", kind=PDF)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_project() -> Project:
    new = NewProject(
        community=a_community(), name="邻里中心", kind=FacilityKind.COMPLEX, planned_fen=5_000_000
    )
    return propose_project(project=new, on=NOW.date(), **BY)


def a_line(**more) -> WrittenSpending:
    fields = {"spent_on": date(2026, 1, 8), "amount_fen": 120_000, "what_for": "地面防滑"}
    return WrittenSpending(**{**fields, **more})


class TestSpending:
    def test_adds_up_beside_the_plan(self):
        project = a_project()
        record_spending(project=project, written=a_line(), **BY)
        record_spending(project=project, written=a_line(what_for="灯具"), **BY)

        assert spent_fen([project]) == {project.pk: 240_000}

    def test_the_same_line_is_refused(self):
        project = a_project()
        record_spending(project=project, written=a_line(), **BY)

        with pytest.raises(AlreadyWritten):
            record_spending(project=project, written=a_line(), **BY)

    def test_a_struck_line_stays_and_counts_no_more(self):
        project = a_project()
        wrong = record_spending(project=project, written=a_line(), **BY)

        strike_spending(spending=wrong, why="记错项目", **BY)
        strike_spending(spending=wrong, why="又一次", **BY)

        assert spent_fen([project]) == {}
        assert Spending.objects.get().struck_why == "记错项目"
        record_spending(project=project, written=a_line(), **BY)


class TestPapers:
    def test_the_same_file_is_kept_once(self):
        project = a_project()

        first = hand_in_paper(project=project, title="发票", file=INVOICE, **BY)
        second = hand_in_paper(project=project, title="", file=INVOICE, **BY)

        assert first == second
        assert "发票" not in first.kept_as

    def test_a_withdrawn_paper_stays_and_is_not_shown(self):
        project = a_project()
        paper = hand_in_paper(project=project, title="", file=INVOICE, **BY)

        withdraw_paper(paper=paper, why="传错了", **BY)

        assert list(papers_of(project)) == []
        assert ProjectPaper.objects.get().withdrawn_why == "传错了"

    def test_a_paper_that_proves_money_stays_in_view(self):
        project = a_project()
        paper = hand_in_paper(project=project, title="", file=INVOICE, **BY)
        record_spending(project=project, written=a_line(paper=paper), **BY)

        with pytest.raises(PaperInUse):
            withdraw_paper(paper=paper, why="传错了", **BY)


class TestDescribeProject:
    def test_says_how_it_is_delivered(self):
        written = WrittenProject(name="邻里中心", delivery=Delivery.RENOVATION, planned_fen=1)

        project = describe_project(project=a_project(), revision=1, written=written, **BY)

        assert project.get_delivery_display() == "改造"


def a_care_room(name: str = "日照室") -> WrittenRoom:
    return WrittenRoom(name=name, kind=RoomKind.DAY_CARE)


class TestRooms:
    def test_have_a_door_code_each(self):
        facility = a_facility()

        rooms = [open_room(facility=facility, written=a_care_room(n), **BY) for n in "甲乙"]

        assert len({room.door_code for room in rooms}) == 2

    def test_two_of_one_name_are_refused(self):
        facility = a_facility()
        open_room(facility=facility, written=a_care_room(), **BY)

        with pytest.raises(NameTaken):
            open_room(facility=facility, written=a_care_room(), **BY)
        assert Room.objects.count() == 1

    def test_renaming_to_a_taken_name_is_refused(self):
        facility = a_facility()
        open_room(facility=facility, written=a_care_room("甲"), **BY)
        room = open_room(facility=facility, written=a_care_room("乙"), **BY)

        with pytest.raises(NameTaken):
            change_room(room=room, revision=1, written=a_care_room("甲"), **BY)

    def test_are_given_up_and_used_again(self):
        room = open_room(facility=a_facility(), written=a_care_room(), **BY)

        closed = close_room(room=room, revision=1, on=NOW.date(), **BY)
        with pytest.raises(ChangedMeanwhile):
            reopen_room(room=room, revision=1, **BY)

        assert reopen_room(room=closed, revision=2, **BY).closed_on is None
