"""The pages of the ledger, by a fixed cast."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.tests.cast import (
    a_manager,
    a_planner,
    a_steward,
    an_operator_manager,
    signed_in,
)
from fangcun.core.catalog.actions import load_own_rules
from fangcun.core.catalog.models import Rule
from fangcun.core.catalog.rules.own import SMALL_CELL
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.ledger.actions import NewOpinion, leave_opinion, load_measures
from fangcun.ledger.models import Commitment, Measure, Opinion, ServiceRecord, UnmetNeed
from fangcun.ledger.states import CommitmentState
from fangcun.ledger.tests.cast import MONDAY_9AM, a_commitment, a_crowd, a_record, an_unmet_need

pytestmark = pytest.mark.django_db


@pytest.fixture
def nanjiao():
    return a_community("南郊社区")


@pytest.fixture
def contract(nanjiao):
    return a_contract(facility=a_facility(nanjiao))


def today():
    return timezone.localdate()


def page(person, name, *args, **query):
    return signed_in(person).get(reverse(f"ledger:{name}", args=args), query)


def post(person, name, *args, **form):
    return signed_in(person).post(reverse(f"ledger:{name}", args=args), form)


class TestFiguresPage:
    def test_shows_every_figure_with_what_it_counts(self, nanjiao):
        a_record(resident=a_resident(community=nanjiao))

        body = page(a_manager(nanjiao), "figures", since="2026-02-01", until="2026-02-28")

        assert body.status_code == 200
        text = body.content.decode()
        for words in ("场次", "人次", "再次光临率", "步行可达居民到访率", "开放时间使用率"):
            assert words in text

    def test_hides_few_people_from_the_planner_and_opens_no_rows_to_him(self, nanjiao):
        a_record(resident=a_resident(community=nanjiao))

        text = page(a_planner(), "figures", since="2026-02-01", until="2026-02-28").content.decode()

        assert "少于5" in text
        assert reverse("ledger:records") not in text.partition("<main")[2]

    def test_counts_only_what_this_person_may_count(self, nanjiao):
        a_crowd(7_777, facility=a_facility(a_community("剑山社区")))
        a_crowd(5_555, facility=a_facility(nanjiao))

        text = (
            page(a_manager(nanjiao), "figures", since="2026-02-01", until="2026-02-28")
            .content.decode()
            .replace(",", "")
        )

        assert "5555" in text
        assert "7777" not in text

    def test_is_asked_for_with_a_committed_number_of_queries(
        self, nanjiao, django_assert_max_num_queries
    ):
        for _ in range(6):
            a_record(resident=a_resident(community=nanjiao), facility=a_facility(nanjiao))
        client = signed_in(a_manager(nanjiao))

        with django_assert_max_num_queries(22):
            client.get(reverse("ledger:figures"), {"since": "2026-02-01", "until": "2026-02-28"})


class TestRecordsPage:
    def test_shows_the_name_to_the_steward_and_to_the_operator_who_serves(self, contract):
        resident = a_resident("陈桂英", community=contract.facility.community)
        a_record(
            resident=resident, facility=contract.facility, operator=contract.operator,
            served_on=today(), now=timezone.now(),
        )  # fmt: skip

        for person in (
            a_steward(resident.community),
            an_operator_manager(contract.operator),
        ):
            assert "陈桂英" in page(person, "records").content.decode()

    def test_shows_nothing_of_another_community(self, nanjiao):
        a_record(resident=a_resident("陈桂英", community=nanjiao), served_on=today(),
                 now=timezone.now())  # fmt: skip

        text = page(a_steward(a_community("剑山社区")), "records").content.decode()

        assert "陈桂英" not in text
        assert "没有服务记录" in text

    def test_goes_on_where_the_page_before_ended(self, nanjiao):
        service = a_service("理发")
        resident = a_resident(community=nanjiao)
        for number in range(53):
            a_record(
                resident=resident, service=service, session=f"s{number}", served_on=today(),
                now=timezone.now(),
            )  # fmt: skip
        client = signed_in(a_steward(nanjiao))

        first = client.get(reverse("ledger:records"))
        second = client.get(reverse("ledger:records"), {"before": first.context["older"]})

        shown = [row.pk for row, _named in first.context["rows"] + second.context["rows"]]
        assert len(shown) == len(set(shown)) == 53
        assert second.context["older"] is None

    @pytest.mark.parametrize("before", ["x", "2026-99-99~1", "2026-02-01~" + "9" * 40, "~", "1~2"])
    def test_a_strange_place_is_the_beginning(self, nanjiao, before):
        assert page(a_steward(nanjiao), "records", before=before).status_code == 200

    def test_is_asked_for_with_a_committed_number_of_queries(
        self, nanjiao, django_assert_max_num_queries
    ):
        for _ in range(5):
            a_record(resident=a_resident(community=nanjiao), served_on=today(), now=timezone.now())
        client = signed_in(a_steward(nanjiao))

        with django_assert_max_num_queries(12):
            client.get(reverse("ledger:records"))

    @pytest.mark.parametrize("name", ["needs", "commitments"])
    def test_the_other_rows_have_pages_too(self, nanjiao, name):
        an_unmet_need(community=nanjiao, wished_on=today())
        a_commitment(resident=a_resident(community=nanjiao), due_on=today())

        text = page(a_steward(nanjiao), name).content.decode()

        assert "清洗油烟机" in text


class TestExport:
    @pytest.mark.parametrize("kind", ["records", "needs", "commitments"])
    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_is_a_file_for_the_manager_and_refused_to_the_steward(self, nanjiao, kind, ending):
        a_record(resident=a_resident(community=nanjiao))

        assert page(a_steward(nanjiao), "export", kind, ending).status_code == 403
        assert page(a_manager(nanjiao), "export", kind, ending).status_code == 200

    def test_takes_no_formula_from_what_people_typed(self, nanjiao):
        resident = a_resident("=HYPERLINK(1)", community=nanjiao)
        a_record(resident=resident, served_on=today(), now=timezone.now())

        answer = page(a_manager(nanjiao), "export", "records", "csv")

        assert "'=HYPERLINK" in b"".join(answer.streaming_content).decode()


class TestRecordService:
    def test_writes_one_row_however_often_it_is_sent(self, contract):
        resident = a_resident(community=contract.facility.community)
        client = signed_in(a_steward(resident.community))
        url = reverse("ledger:record_service")
        key = client.get(url).context["form"]["written_key"].initial
        form = {
            "written_key": key,
            "service": a_service().pk,
            "facility": contract.facility.pk,
            "resident": resident.pk,
            "served_on": today().isoformat(),
            "price": "12.50",
            "subsidy": "2",
        }

        for _ in range(2):
            assert client.post(url, form).status_code == 302

        record = ServiceRecord.objects.get()
        assert (record.resident, record.operator) == (resident, contract.operator)
        assert (record.price_fen, record.subsidy_fen) == (1250, 200)

    def test_says_beside_the_field_what_is_wrong(self, nanjiao):
        answer = post(
            a_steward(nanjiao), "record_service",
            served_on=(today() + timedelta(days=1)).isoformat(), price="5", subsidy="9",
        )  # fmt: skip

        errors = answer.context["form"].errors
        assert {"served_on", "subsidy", "service"} <= errors.keys()
        assert ServiceRecord.objects.count() == 0

    def test_finds_people_of_the_own_community_only(self, nanjiao):
        a_resident("陈桂英", community=nanjiao)
        stranger = a_resident("陈桂芳", community=a_community("剑山社区"))
        steward = a_steward(nanjiao)

        assert page(steward, "record_service", resident=stranger.pk).status_code == 404

    def test_a_crowd_is_counted(self, contract):
        steward = a_steward(contract.facility.community)

        post(
            steward, "record_crowd",
            written_key="11111111-1111-4111-8111-111111111111",
            service=a_service("便民集市").pk, facility=contract.facility.pk, person_times=980,
            counted_by="head_count", served_on=today().isoformat(), price="0", subsidy="0",
        )  # fmt: skip

        assert ServiceRecord.objects.get().person_times == 980


class TestRecordUnmet:
    def test_writes_what_was_wanted_and_why_not(self, nanjiao):
        post(
            a_steward(nanjiao), "record_unmet",
            written_key="11111111-1111-4111-8111-111111111111",
            wanted="上门修脚", why="no_such_service", people=1,
        )  # fmt: skip

        need = UnmetNeed.objects.get()
        assert (need.wanted, need.community) == ("上门修脚", nanjiao)


class TestReverse:
    def test_is_the_managers_and_not_the_stewards(self, nanjiao):
        record = a_record(resident=a_resident(community=nanjiao))

        assert post(a_steward(nanjiao), "reverse_record", record.pk, reason="错").status_code == 403
        post(a_manager(nanjiao), "reverse_record", record.pk, reason="记错了人")

        assert ServiceRecord.objects.get(reverses=record).reversal_reason == "记错了人"
        shown = page(a_manager(nanjiao), "record", record.pk).content.decode()
        assert "记错了人" in shown

    def test_a_second_time_says_who_was_first(self, nanjiao):
        need = an_unmet_need(community=nanjiao)
        post(a_manager(nanjiao), "reverse_need", need.pk, reason="记错")

        answer = post(a_manager(nanjiao), "reverse_need", need.pk, reason="又记错")

        assert "已于" in answer.content.decode()
        assert UnmetNeed.objects.filter(reverses=need).count() == 1


class TestCommitmentPages:
    def test_the_operator_keeps_its_promise(self, contract):
        promise = _promise(contract)
        doer = an_operator_manager(contract.operator)

        assert page(doer, "commitment", promise.pk).status_code == 200
        post(doer, "keep", promise.pk, served_on=today().isoformat())

        promise.refresh_from_db()
        assert promise.state == CommitmentState.KEPT

    @pytest.mark.parametrize(
        ("name", "form", "state"),
        [("give_up", {"why": "no_staff"}, "given_up"), ("cancel", {}, "cancelled")],
    )
    def test_or_says_why_not(self, contract, name, form, state):
        promise = _promise(contract)

        post(an_operator_manager(contract.operator), name, promise.pk, **form)

        promise.refresh_from_db()
        assert promise.state == state
        assert promise.unmet_need is not None

    def test_a_promise_is_not_given_up_without_a_reason(self, contract):
        promise = _promise(contract)

        answer = post(an_operator_manager(contract.operator), "give_up", promise.pk)

        promise.refresh_from_db()
        assert answer.status_code == 200
        assert promise.state == CommitmentState.OPEN

    def test_who_comes_second_is_told_who_was_first(self, contract):
        promise = _promise(contract)
        doer = an_operator_manager(contract.operator)
        post(doer, "cancel", promise.pk)

        answer = post(doer, "keep", promise.pk, served_on=today().isoformat())

        assert "已于" in answer.content.decode()

    def test_another_operator_finds_no_such_promise(self, contract):
        other = a_contract(facility=a_facility(contract.facility.community))

        answer = page(an_operator_manager(other.operator), "commitment", _promise(contract).pk)

        assert answer.status_code == 404


class TestBoard:
    def test_shows_what_is_late_and_what_residents_said(self, contract):
        promise = _promise(contract, due_on=today() - timedelta(days=2))
        _thanks(promise)

        text = page(an_operator_manager(contract.operator), "board").content.decode()

        assert "已逾期" in text
        assert "谢谢师傅" in text

    def test_what_was_read_is_gone(self, contract):
        opinion = _thanks(_promise(contract))
        doer = an_operator_manager(contract.operator)

        post(doer, "read_opinion", opinion.pk)

        assert "谢谢师傅" not in page(doer, "board").content.decode()
        assert Opinion.objects.get().read_by == doer

    def test_ends_with_the_contract(self, contract):
        _promise(contract)
        doer = an_operator_manager(contract.operator)
        contract.ended_at = timezone.now()
        contract.end_reason = "更换机构"
        contract.save()

        assert "清洗油烟机" not in page(doer, "board").content.decode()


class TestOrphans:
    def test_are_promises_of_an_operator_that_has_left(self, contract):
        promise = _promise(contract)
        steward = a_steward(contract.facility.community)
        assert "清洗油烟机" not in page(steward, "orphans").content.decode()

        contract.ended_at, contract.end_reason = timezone.now(), "更换机构"
        contract.save()
        successor = a_contract(an_operator("接手公司"), contract.facility)

        assert "清洗油烟机" in page(steward, "orphans").content.decode()
        post(steward, "reassign", promise.pk, operator=successor.operator.pk)
        promise.refresh_from_db()
        assert promise.operator == successor.operator
        assert "清洗油烟机" not in page(steward, "orphans").content.decode()


class TestMeasures:
    def test_are_shown_and_changed_by_those_who_answer_for_them(self, nanjiao):
        load_measures(by="安装程序", now=MONDAY_9AM)
        manager = a_manager(nanjiao)

        assert "步行可达的直线距离" in page(manager, "measures").content.decode()
        form = {"revision": 1, "value": 3, "source": "本区规定", "standing": "verified"}
        post(manager, "edit_measure", "repeat_days", **form)

        assert Measure.objects.get(code="repeat_days").value == 3

    def test_how_few_is_too_few_is_a_rule_of_the_catalogue(self, nanjiao):
        load_own_rules(by="安装程序", now=MONDAY_9AM)
        rule = Rule.objects.get(code=SMALL_CELL)
        planner = a_planner()
        change = reverse("catalog:edit_rule", args=[rule.code])

        Rule.objects.filter(pk=rule.pk).update(value=10)

        assert change in page(planner, "measures").content.decode()
        assert change not in page(a_manager(nanjiao), "measures").content.decode()
        assert "少于10" in _figures_for(planner, nanjiao)

    def test_keep_their_bounds(self, nanjiao):
        load_measures(by="安装程序", now=MONDAY_9AM)

        form = {"revision": 1, "value": 1, "source": "本区规定", "standing": "verified"}
        answer = post(a_manager(nanjiao), "edit_measure", "reach_m", **form)

        assert "value" in answer.context["form"].errors


def _figures_for(person, community):
    a_record(resident=a_resident(community=community))
    asked = {"since": "2026-02-01", "until": "2026-02-28"}
    return page(person, "figures", **asked).content.decode()


def _promise(contract, due_on=None) -> Commitment:
    return a_commitment(
        resident=a_resident(community=contract.facility.community),
        operator=contract.operator,
        facility=contract.facility,
        due_on=due_on or today(),
    )


def _thanks(promise):
    opinion = NewOpinion(
        community=promise.community, source="desk:1", is_solved=True, score=5,
        words="谢谢师傅", is_thanks=True, commitment=promise,
    )  # fmt: skip
    return leave_opinion(opinion=opinion, by=promise.made_by, now=MONDAY_9AM)
