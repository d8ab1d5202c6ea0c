"""Pages of operators and contracts: who sees which, and what they do."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.tests.cast import (
    a_manager,
    a_steward,
    an_operator_manager,
    signed_in,
)
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.operators.models import (
    Contract,
    Credential,
    Operator,
    OperatorPaper,
    PromisedLine,
)
from fangcun.core.operators.states import Per
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.places.tests.cast import a_facility, a_room

pytestmark = pytest.mark.django_db
GOOD = "91350100M000100Y43"
A_CONTRACT = {"starts_on": "2026-01-01", "ends_on": "2099-12-31"}


@pytest.fixture
def contract() -> Contract:
    return a_contract()


@pytest.fixture
def manager(contract: Contract) -> Client:
    return signed_in(a_manager(contract.facility.community))


def status_of(client: Client, name: str, *args: object) -> int:
    return client.get(reverse(name, args=args)).status_code


class TestScope:
    def test_a_community_sees_its_operators_and_contracts(self, manager, contract):
        elsewhere = a_contract()

        assert status_of(manager, "operators:operator", contract.operator_id) == 200
        assert status_of(manager, "operators:contract", contract.pk) == 200
        assert status_of(manager, "operators:operator", elsewhere.operator_id) == 404
        assert status_of(manager, "operators:contract", elsewhere.pk) == 404

    def test_an_operator_that_nobody_has_hired_is_seen_by_those_who_may(self, manager, contract):
        new = an_operator()
        steward = signed_in(a_steward(contract.facility.community))

        assert status_of(manager, "operators:operator", new.pk) == 200
        assert status_of(steward, "operators:operator", new.pk) == 404

    def test_an_operator_sees_itself_and_changes_nothing(self, contract):
        own = signed_in(an_operator_manager(contract.operator))

        assert status_of(own, "operators:contract", contract.pk) == 200
        assert status_of(own, "operators:contract", a_contract().pk) == 404
        assert status_of(own, "operators:edit_contract", contract.pk) == 403

    def test_a_contract_with_another_community_stays_there(self, manager, contract):
        shared = a_contract(operator=contract.operator)
        paper = OperatorPaper.objects.create(
            operator=contract.operator,
            contract=shared,
            title="别家合同",
            kept_as="x",
            content_type="application/pdf",
            size_bytes=1,
            digest="x",
            handed_in_at=timezone.now(),
        )

        page = manager.get(reverse("operators:operator", args=[contract.operator_id]))

        assert shared.facility.name not in page.content.decode()
        assert status_of(manager, "operators:paper", paper.pk) == 404


class TestOperator:
    def post(self, manager: Client, **filled: str):
        return manager.post(reverse("operators:new_operator"), {"name": "近邻", **filled})

    def test_is_put_on_record(self, manager):
        assert self.post(manager, uscc=GOOD.lower()).status_code == 302
        assert Operator.objects.get(uscc=GOOD).name == "近邻"

    @pytest.mark.parametrize(
        ("code", "words"),
        [("123", "这里有3位"), (f"{GOOD[:8]}I{GOOD[9:]}", "没有I、O、S、V、Z"),
         (GOOD[:-1] + "4", "校验位不对")],
    )  # fmt: skip
    def test_a_wrong_code_is_explained_beside_it(self, manager, code, words):
        assert words in self.post(manager, uscc=code).context["form"].errors["uscc"][0]

    def test_pages_ask_in_few_questions(self, manager, contract, django_assert_max_num_queries):
        for _number in range(3):
            a_contract(facility=contract.facility)

        with django_assert_max_num_queries(9):
            manager.get(reverse("operators:operators"))


class TestCredential:
    def test_of_a_person_names_him(self, manager, contract):
        address = reverse("operators:new_credential", args=[contract.operator_id])

        answer = manager.post(address, {"kind": "health_certificate"})

        assert answer.context["form"].errors["holder"]

    def test_shows_in_words_that_it_has_run_out(self, manager, contract):
        address = reverse("operators:new_credential", args=[contract.operator_id])
        manager.post(address, {"kind": "food_permit", "expires_on": "2020-01-01"})

        for name, args in (("operators:expiring", []), ("operators:operators", [])):
            assert "2020-01-01已过期" in manager.get(reverse(name, args=args)).content.decode()

        credential = Credential.objects.get()
        form = {"revision": 1, "on": "2026-01-01"}
        manager.post(reverse("operators:retire_credential", args=[credential.pk]), form)
        assert "已过期" not in manager.get(reverse("operators:expiring")).content.decode()


class TestPapers:
    @pytest.fixture(autouse=True)
    def _own_folder(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

    def test_are_handed_in_given_out_and_withdrawn(self, manager, contract):
        address = reverse("operators:new_annex", args=[contract.pk])
        file = SimpleUploadedFile("合同.pdf", b"%PDF-1.7")
        manager.post(address, {"file": file})
        paper = OperatorPaper.objects.get()

        answer = manager.get(reverse("operators:paper", args=[paper.pk]))
        assert b"".join(answer) == b"%PDF-1.7"

        manager.post(reverse("operators:withdraw_paper", args=[paper.pk]), {"why": "传错了"})
        assert status_of(manager, "operators:paper", paper.pk) == 404

    def test_that_are_something_else_are_refused(self, manager, contract):
        address = reverse("operators:new_annex", args=[contract.pk])

        answer = manager.post(address, {"file": SimpleUploadedFile("合同.pdf", b"<script>")})

        assert "格式不对" in answer.context["form"].errors["file"][0]


class TestContract:
    def test_is_signed_for_rooms_that_are_free(self, manager, contract):
        room = a_room(contract.facility)
        facility = a_facility(contract.facility.community)
        form = {"operator": an_operator().pk, **A_CONTRACT}

        taken = manager.post(
            reverse("operators:sign_contract", args=[contract.facility_id]),
            {**form, "rooms": [room.pk]},
        )
        free = manager.post(reverse("operators:sign_contract", args=[facility.pk]), form)

        assert "运营同样的房间" in taken.content.decode()
        assert free.status_code == 302

    def test_elsewhere_is_not_there(self, manager):
        assert status_of(manager, "operators:sign_contract", a_facility().pk) == 404

    def test_promises_are_written_corrected_and_dropped(self, manager, contract):
        form = {"service": a_service().pk, "quantity": "4", "per": "month", "price_yuan": "15"}
        form["counted_in"] = "sessions"
        manager.post(reverse("operators:new_line", args=[contract.pk]), form)
        line = PromisedLine.objects.get()
        assert (line.price_fen, line.how_much) == (1500, "4 场")

        edit = reverse("operators:edit_line", args=[line.pk])
        manager.post(edit, {**form, "revision": 1, "quantity": "5"})
        drop = reverse("operators:drop_line", args=[line.pk])
        manager.post(drop, {"revision": 2, "on": "2026-02-09", "why": "协商"})

        line.refresh_from_db()
        assert (line.quantity, line.dropped_on) == (5, date(2026, 2, 9))
        assert (
            "协商"
            in manager.get(reverse("operators:contract", args=[contract.pk])).content.decode()
        )


class TestChangeOperator:
    def form(self, **more: object) -> dict[str, object]:
        return {
            "revision": 1,
            "operator": an_operator("近邻").pk,
            "ends_on": "2099-12-31",
            "reason": "考核不合格",
            **more,
        }

    def test_is_looked_at_first(self, manager, contract):
        address = reverse("operators:change_operator", args=[contract.pk])

        answer = manager.post(address, self.form(preview="yes"))

        assert "近邻" in answer.content.decode()
        assert Contract.objects.get().ended_at is None

    def test_shuts_the_old_people_out_at_once(self, manager, contract):
        leaving = signed_in(an_operator_manager(contract.operator))
        assert status_of(leaving, "catalog:facility", contract.facility.ref) == 200

        manager.post(reverse("operators:change_operator", args=[contract.pk]), self.form())

        assert status_of(leaving, "catalog:facility", contract.facility.ref) in {403, 404}
        assert status_of(leaving, "operators:contract", contract.pk) in {403, 404}
        assert status_of(manager, "operators:contract", contract.pk) == 200

    def test_the_facility_tells_who_runs_it_now(self, manager, contract):
        manager.post(reverse("operators:change_operator", args=[contract.pk]), self.form())

        part = manager.get(
            reverse("operators:of_facility", args=[contract.facility_id]),
            headers={"HX-Request": "true"},
        ).content.decode()
        rows = manager.get(reverse("operators:running")).content.decode()

        assert "近邻" in part
        assert contract.operator.name not in part
        assert "<html" not in part
        assert f'id="runs-{contract.facility_id}"' in rows

    def test_ends_a_contract_with_a_reason(self, manager, contract):
        address = reverse("operators:end_contract", args=[contract.pk])
        assert manager.post(address, {"revision": 1}).context["form"].errors["reason"]

        manager.post(address, {"revision": 1, "reason": "停业"})

        assert Contract.objects.get().end_reason == "停业"

    def test_an_ended_contract_is_shown_and_not_ended_again(self, manager, contract):
        address = reverse("operators:end_contract", args=[contract.pk])
        manager.post(address, {"revision": 1, "reason": "停业"})

        again = manager.post(address, {"revision": 1, "reason": "再按一次"})

        assert again.headers["Location"] == reverse("operators:contract", args=[contract.pk])
        assert Contract.objects.get().end_reason == "停业"


class TestAtDoor:
    def test_tells_everybody_what_may_be_had_and_for_how_much(self, contract):
        room = a_room(contract.facility)
        for number, name in enumerate(("量血压", "理发")):
            PromisedLine.objects.create(
                contract=contract,
                service=a_service(name),
                room=room,
                quantity=1,
                per=Per.WEEK,
                price_fen=number * 1000,
            )

        page = Client().get(reverse("operators:at_door", args=[room.door_code])).content.decode()

        assert "量血压" in page
        assert "免费" in page
        assert "10元/次" in page
        assert contract.operator.name in page
