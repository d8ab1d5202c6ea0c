"""Operators and contracts: read by those who work with them, signed by few."""

from django.utils import timezone

from fangcun.base.papers import PDF, HandedIn, keep_file
from fangcun.core.accounts.states import Role
from fangcun.core.operators.models import Contact, Credential, OperatorPaper, PromisedLine
from fangcun.core.operators.states import CredentialKind, Per
from tests.rights.table import PUBLIC, STAFF, Row
from tests.rights.town import Side

SIGNERS = {Role.COMMUNITY_MANAGER, Role.ADMINISTRATOR}


def _operator(side: Side) -> list[int]:
    return [side.operator.pk]


def _contract(side: Side) -> list[int]:
    return [side.contract.pk]


def _facility(side: Side) -> list[int]:
    return [side.facility.pk]


def _contact(side: Side) -> list[int]:
    return [Contact.objects.create(operator=side.operator, name="张", phone="1").pk]


def _credential(side: Side) -> list[int]:
    row = Credential.objects.create(operator=side.operator, kind=CredentialKind.FOOD_PERMIT)
    return [row.pk]


def _line(side: Side) -> list[int]:
    row = PromisedLine.objects.create(
        contract=side.contract, service=side.service, quantity=1, per=Per.MONTH
    )
    return [row.pk]


def _paper(side: Side) -> list[int]:
    row = OperatorPaper.objects.create(
        operator=side.operator,
        contract=side.contract,
        title="合同",
        kept_as=keep_file(HandedIn("合同", b"%PDF-1.7", PDF)),
        content_type=PDF.content_type,
        size_bytes=8,
        digest="0",
        handed_in_at=timezone.now(),
    )
    return [row.pk]


ROWS = {
    "operators:at_door": Row(PUBLIC, lambda side: [side.room.door_code]),
    "operators:operators": Row(STAFF),
    "operators:expiring": Row(STAFF),
    "operators:running": Row(STAFF),
    "operators:operator": Row(STAFF, _operator, is_of_one_place=True),
    "operators:of_facility": Row(STAFF, _facility, is_of_one_place=True),
    "operators:contract": Row(STAFF, _contract, is_of_one_place=True),
    "operators:paper": Row(STAFF, _paper, is_of_one_place=True),
    "operators:new_operator": Row(SIGNERS),
    "operators:edit_operator": Row(SIGNERS, _operator, is_of_one_place=True),
    "operators:new_contact": Row(SIGNERS, _operator, is_of_one_place=True),
    "operators:drop_contact": Row(SIGNERS, _contact, is_of_one_place=True),
    "operators:new_credential": Row(SIGNERS, _operator, is_of_one_place=True),
    "operators:edit_credential": Row(SIGNERS, _credential, is_of_one_place=True),
    "operators:retire_credential": Row(SIGNERS, _credential, is_of_one_place=True),
    "operators:new_scan": Row(SIGNERS, _credential, is_of_one_place=True),
    "operators:withdraw_paper": Row(SIGNERS, _paper, is_of_one_place=True),
    "operators:sign_contract": Row(SIGNERS, _facility, is_of_one_place=True),
    "operators:edit_contract": Row(SIGNERS, _contract, is_of_one_place=True),
    "operators:end_contract": Row(SIGNERS, _contract, is_of_one_place=True),
    "operators:change_operator": Row(SIGNERS, _contract, is_of_one_place=True),
    "operators:new_annex": Row(SIGNERS, _contract, is_of_one_place=True),
    "operators:new_line": Row(SIGNERS, _contract, is_of_one_place=True),
    "operators:edit_line": Row(SIGNERS, _line, is_of_one_place=True),
    "operators:drop_line": Row(SIGNERS, _line, is_of_one_place=True),
}
