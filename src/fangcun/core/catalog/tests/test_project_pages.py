"""The pages of projects: their way, their money, their papers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fangcun.core.accounts.tests.cast import a_manager, a_steward, signed_in
from fangcun.core.catalog.tests.small_town import MONDAY_9AM
from fangcun.core.places.actions import NewProject, propose_project
from fangcun.core.places.models import Project, ProjectPaper, Spending
from fangcun.core.places.states import FacilityKind
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db
PHOTO = b"\xff\xd8\xff\xe0 a photo"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def project() -> Project:
    new = NewProject(
        community=a_community(), name="邻里中心", kind=FacilityKind.COMPLEX, planned_fen=10_000
    )
    return propose_project(project=new, on=MONDAY_9AM.date(), by="甲", now=MONDAY_9AM)


@pytest.fixture
def manager(project: Project) -> Client:
    return signed_in(a_manager(project.community))


def page_of(client: Client, project: Project) -> str:
    return client.get(reverse("catalog:project", args=[project.pk])).content.decode()


class TestStages:
    def move(self, manager: Client, project: Project, on: str):
        form = {"revision": project.revision, "stage": "approved", "on": on}
        return manager.post(reverse("catalog:move_project", args=[project.pk]), form)

    def test_follow_each_other_in_time(self, manager, project):
        too_early = self.move(manager, project, "2020-01-01")

        assert "不能早于上一步的日期" in too_early.content.decode()

    def test_written_by_mistake_are_taken_back(self, manager, project):
        undo = reverse("catalog:undo_step", args=[project.pk])
        assert undo not in page_of(manager, project)
        self.move(manager, project, "2026-11-24")
        assert undo in page_of(manager, project)

        assert "回到「拟建」" in manager.get(undo).content.decode()
        manager.post(undo, {"revision": 2})

        project.refresh_from_db()
        assert (project.stage, project.approved_on) == ("proposed", None)
        assert "还没有可以退回的一步" in manager.post(undo, {"revision": 2}).content.decode()


class TestSpending:
    def spend(self, manager: Client, project: Project, yuan: str = "150"):
        form = {"spent_on": "2026-01-08", "amount_yuan": yuan, "what_for": "灯具"}
        return manager.post(reverse("catalog:new_spending", args=[project.pk]), form)

    def test_stands_beside_the_plan_and_warns_above_it(self, manager, project):
        assert self.spend(manager, project).status_code == 302

        page = page_of(manager, project)
        assert "灯具" in page
        assert "支出已超过计划投资" in page
        assert "150" in manager.get(reverse("catalog:projects")).content.decode()

    def test_twice_is_refused(self, manager, project):
        self.spend(manager, project)

        assert "已登记过同一天" in self.spend(manager, project).content.decode()
        assert Spending.objects.count() == 1

    def test_of_nothing_is_refused_beside_the_field(self, manager, project):
        assert self.spend(manager, project, "0").context["form"].errors["amount_yuan"]

    def test_struck_out_stays_in_sight(self, manager, project):
        self.spend(manager, project)
        address = reverse("catalog:strike_spending", args=[Spending.objects.get().pk])

        manager.post(address, {"why": "记错项目"})

        page = page_of(manager, project)
        assert "已作废：记错项目" in page
        assert "支出已超过计划投资" not in page


class TestPapers:
    def test_are_handed_in_shown_and_withdrawn(self, manager, project):
        address = reverse("catalog:new_paper", args=[project.pk])
        for _time in range(2):
            manager.post(address, {"file": SimpleUploadedFile("改造后.jpg", PHOTO)})
        paper = ProjectPaper.objects.get()
        assert 'alt="改造后"' in page_of(manager, project)

        manager.post(reverse("catalog:withdraw_paper", args=[paper.pk]), {"why": "拍错了"})

        assert "改造后" not in page_of(manager, project)
        assert manager.get(reverse("catalog:paper", args=[paper.pk])).status_code == 404

    def test_are_downloads_for_those_who_see_the_project(self, manager, project):
        address = reverse("catalog:new_paper", args=[project.pk])
        manager.post(address, {"file": SimpleUploadedFile("改造后.jpg", PHOTO)})
        paper = reverse("catalog:paper", args=[ProjectPaper.objects.get().pk])

        answer = manager.get(paper)

        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert signed_in(a_steward(a_community())).get(paper).status_code == 404
        assert Client().get(paper).status_code == 302


class TestProject:
    def test_is_described(self, manager, project):
        address = reverse("catalog:edit_project", args=[project.pk])
        form = {"revision": 1, "name": "邻里中心", "delivery": "renovation", "planned_yuan": "5"}

        manager.post(address, form)

        assert "改造" in page_of(manager, project)
        assert Project.objects.get().planned_fen == 500

    def test_shows_the_way_it_came_and_the_way_ahead(self, manager, project):
        page = page_of(manager, project)

        assert page.index("拟建") < page.index("已批准") < page.index("已开放")
        assert "未到" in page
