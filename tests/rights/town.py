"""The fixed town of the table: two communities that have nothing to do with each other."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.utils import timezone

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.models import User
from fangcun.core.accounts.states import Role, Scope
from fangcun.core.accounts.tests.cast import signed_in, with_role
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.operators.models import Contract, Operator
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.models import Community, District, Facility, Room
from fangcun.core.places.tests.cast import a_community, a_facility, a_room
from fangcun.ledger.models import Commitment
from fangcun.services.desk.models import Book, ServiceRequest
from fangcun.services.desk.states import Channel

ANONYMOUS, RESIDENT = "anonymous", "resident"

HELD_FOR = {
    Role.PLANNER: Scope.DISTRICT,
    Role.AUDITOR: Scope.DISTRICT,
    Role.ADMINISTRATOR: Scope.DISTRICT,
    Role.SUBDISTRICT_OFFICER: Scope.SUBDISTRICT,
    Role.COMMUNITY_MANAGER: Scope.COMMUNITY,
    Role.STEWARD: Scope.COMMUNITY,
    Role.VOLUNTEER_COORDINATOR: Scope.COMMUNITY,
}
"""For what each role is held in the town; the others are held for the operator."""


@dataclass
class Side:
    """One community, what lies in it and who works for it."""

    community: Community
    facility: Facility
    room: Room
    operator: Operator
    contract: Contract
    service: ServiceKind
    resident: Resident
    book: Book
    request: ServiceRequest
    commitment: Commitment
    people: dict[str, User]
    keys: dict[str, str] = field(init=False)
    """The session of each, begun once: signing in takes time."""

    def __post_init__(self) -> None:
        name = settings.SESSION_COOKIE_NAME
        self.keys = {role: signed_in(one).cookies[name].value for role, one in self.people.items()}

    def client(self, role: str) -> Client:
        """A fresh browser of somebody of this side, who is signed in."""
        browser = Client()
        if role != ANONYMOUS:
            browser.cookies[settings.SESSION_COOKIE_NAME] = self.keys[role]
        return browser


@dataclass
class Town:
    a: Side
    b: Side


def a_town() -> Town:
    District.objects.create(name="小镇", options={"budget_fen": 0})
    return Town(_a_side("甲社区", "东街道"), _a_side("乙社区", "西街道"))


def is_held_for_a_place(role: str) -> bool:
    return role in set(Role) and HELD_FOR.get(Role(role)) != Scope.DISTRICT


def _a_side(name: str, subdistrict: str) -> Side:
    community = a_community(name, subdistrict=subdistrict)
    facility = a_facility(community)
    operator = an_operator()
    contract = a_contract(operator, facility)
    people: dict[str, User] = {role: _somebody(role, community, operator) for role in Role}
    neighbour = account_for_phone(phone="13800000000", display_name=f"{name}居民")
    resident = a_resident(community=community, phone=neighbour.phone, account=neighbour)
    service = a_service()
    book = Book.objects.create(name=f"{name}前台", community=community, facility=facility)
    steward = people[Role.STEWARD]
    return Side(
        community=community,
        facility=facility,
        room=a_room(facility),
        operator=operator,
        contract=contract,
        service=service,
        resident=resident,
        book=book,
        request=_a_request(community, book, resident, operator, steward),
        commitment=_a_commitment(community, facility, resident, operator, service, steward),
        people={**people, RESIDENT: neighbour},
    )


def _somebody(role: Role, community: Community, operator: Operator) -> User:
    match HELD_FOR.get(role, Scope.OPERATOR):
        case Scope.DISTRICT:
            return with_role(role)
        case Scope.SUBDISTRICT:
            return with_role(role, subdistrict=community.subdistrict)
        case Scope.COMMUNITY:
            return with_role(role, community=community)
        case _:
            return with_role(role, operator=operator)


def _a_request(
    community: Community, book: Book, resident: Resident, operator: Operator, steward: User
) -> ServiceRequest:
    now = timezone.now()
    return ServiceRequest.objects.create(
        community=community,
        book=book,
        written_key=uuid4(),
        line="清理油烟机 12号楼301 姓陈",
        channel=Channel.PHONE,
        resident=resident,
        owner_operator=operator,
        received_at=now,
        received_by=steward,
        opened_at=now,
        due_at=now + timedelta(days=5),
    )


def _a_commitment(
    community: Community,
    facility: Facility,
    resident: Resident,
    operator: Operator,
    service: ServiceKind,
    steward: User,
) -> Commitment:
    now = timezone.now()
    return Commitment.objects.create(
        service=service,
        resident=resident,
        community=community,
        operator=operator,
        facility=facility,
        due_on=now.date() + timedelta(days=3),
        made_at=now,
        made_by=steward,
    )
