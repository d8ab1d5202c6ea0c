"""Figures, rows, promises, the counter."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from fangcun.core.accounts.states import Role
from fangcun.ledger.actions import (
    Delivered,
    NewNeed,
    NewOpinion,
    leave_opinion,
    load_measures,
    note_interest,
    record_service,
    record_unmet,
)
from fangcun.ledger.models import Offer
from fangcun.ledger.states import WhyNot
from fangcun.ledger.tests.cast import a_booking, an_offer
from tests.rights.table import DOERS, STAFF, Row
from tests.rights.town import Side

DESK = {Role.STEWARD, Role.COMMUNITY_MANAGER}
WRITERS = DESK | DOERS
READERS = WRITERS | {Role.SUBDISTRICT_OFFICER}
CORRECTORS = {Role.COMMUNITY_MANAGER, Role.OPERATOR_MANAGER}
RULERS = {Role.PLANNER, Role.COMMUNITY_MANAGER, Role.ADMINISTRATOR}


def _record(side: Side) -> list[int]:
    delivered = Delivered(
        service=side.service,
        resident=side.resident,
        facility=side.facility,
        operator=side.operator,
        served_on=timezone.localdate(),
        written_key=uuid4(),
    )
    by = side.people[Role.STEWARD]
    return [record_service(delivered=delivered, by=by, now=timezone.now()).pk]


def _need(side: Side) -> list[int]:
    need = NewNeed(
        why=WhyNot.FULL,
        community=side.community,
        service=side.service,
        facility=side.facility,
        operator=side.operator,
    )
    by = side.people[Role.STEWARD]
    return [record_unmet(need=need, by=by, now=timezone.now()).pk]


def _opinion(side: Side) -> list[int]:
    opinion = NewOpinion(
        community=side.community, source="desk:1", is_solved=True, commitment=side.commitment
    )
    by = side.people[Role.STEWARD]
    return [leave_opinion(opinion=opinion, by=by, now=timezone.now()).pk]


def _measure(_side: Side) -> list[str]:
    load_measures(by="安装程序", now=timezone.now())
    return ["reach_m"]


def _promise(side: Side) -> list[int]:
    return [side.commitment.pk]


def _offer(side: Side) -> list[int]:
    now = timezone.now()
    made = an_offer(
        now=now,
        starts_at=now + timedelta(days=2),
        service=side.service,
        facility=side.facility,
        operator=side.operator,
    )
    return [made.pk]


def _booking(side: Side) -> list[int]:
    offer = Offer.objects.get(pk=_offer(side)[0])
    return [a_booking(offer, resident=side.resident, now=timezone.now()).pk]


def _interest(side: Side) -> list[int]:
    noted = note_interest(
        resident=side.resident,
        service=side.service,
        words="",
        by=side.people[Role.STEWARD],
        now=timezone.now(),
    )
    return [noted.pk]


ROWS = {
    "ledger:figures": Row(STAFF),
    "ledger:measures": Row(STAFF),
    "ledger:edit_measure": Row(RULERS, _measure),
    "ledger:records": Row(READERS),
    "ledger:needs": Row(READERS),
    "ledger:commitments": Row(READERS),
    "ledger:export": Row({Role.COMMUNITY_MANAGER}, lambda _: ["records", "csv"]),
    "ledger:record": Row(READERS, _record, is_of_one_place=True),
    "ledger:need": Row(READERS, _need, is_of_one_place=True),
    "ledger:commitment": Row(READERS, _promise, is_of_one_place=True),
    "ledger:record_service": Row(WRITERS),
    "ledger:record_crowd": Row(WRITERS),
    "ledger:record_unmet": Row(WRITERS),
    "ledger:reverse_record": Row(CORRECTORS, _record, is_of_one_place=True),
    "ledger:reverse_need": Row(CORRECTORS, _need, is_of_one_place=True),
    "ledger:keep": Row(WRITERS, _promise, is_of_one_place=True),
    "ledger:give_up": Row(WRITERS, _promise, is_of_one_place=True),
    "ledger:cancel": Row(WRITERS, _promise, is_of_one_place=True),
    "ledger:reassign": Row(DESK, _promise, is_of_one_place=True),
    "ledger:accept": Row(WRITERS, _booking, method="post", is_of_one_place=True),
    "ledger:no_show": Row(WRITERS, _booking, method="post", is_of_one_place=True),
    "ledger:units": Row(WRITERS, _booking, is_of_one_place=True),
    "ledger:offers": Row(READERS),
    "ledger:new_offer": Row(WRITERS),
    "ledger:offer": Row(READERS, _offer, is_of_one_place=True),
    "ledger:edit_offer": Row(WRITERS, _offer, is_of_one_place=True),
    "ledger:book": Row(WRITERS, _offer, is_of_one_place=True),
    "ledger:stop_offer": Row(WRITERS, _offer, method="post", is_of_one_place=True),
    "ledger:reopen_offer": Row(WRITERS, _offer, method="post", is_of_one_place=True),
    "ledger:decide_offer": Row(WRITERS, _offer, method="post", is_of_one_place=True),
    "ledger:release": Row(WRITERS, _offer, method="post", is_of_one_place=True),
    "ledger:call_off": Row(WRITERS, _offer, is_of_one_place=True),
    "ledger:interests": Row(DESK | {Role.SUBDISTRICT_OFFICER}),
    "ledger:note_interest": Row(DESK),
    "ledger:end_interest": Row(DESK, _interest, is_of_one_place=True),
    "ledger:orphans": Row(DESK),
    "ledger:board": Row(WRITERS),
    "ledger:read_plain_opinions": Row(WRITERS, method="post"),
    "ledger:read_opinion": Row(WRITERS, _opinion, method="post", is_of_one_place=True),
    "ledger:promised": Row(STAFF, lambda side: [side.contract.pk], is_of_one_place=True),
}
