"""Operators, contracts and credentials as the pages list them."""

from datetime import date, timedelta

from django.db.models import F, Prefetch, Q, QuerySet

from fangcun.core.operators.models import (
    Contact,
    Contract,
    Credential,
    Operator,
    OperatorPaper,
    PromisedLine,
)
from fangcun.core.operators.queries.running import contracts_running
from fangcun.core.places.models import Room
from fangcun.core.places.queries import rooms_in_use


def operators_matching(operators: QuerySet[Operator], *, text: str, on: date) -> QuerySet[Operator]:
    """Operators by name, with what they run on a day in `running` and their `valid` credentials."""
    running = contracts_running(on).select_related("facility").order_by("facility__name", "pk")
    valid = Credential.objects.filter(replaced_on=None).order_by("expires_on", "pk")
    found = operators.prefetch_related(
        Prefetch("contracts", running, to_attr="running"),
        Prefetch("credentials", valid, to_attr="valid"),
    )
    if text:
        found = found.filter(
            Q(name__icontains=text) | Q(brand__icontains=text) | Q(uscc__icontains=text)
        )
    return found.order_by("name", "pk")


def all_operators() -> QuerySet[Operator]:
    """The register of the district: a contract may be signed with any of them."""
    return Operator.objects.order_by("name", "pk")


def contacts_of(operator: Operator) -> QuerySet[Contact]:
    return operator.contacts.filter(left_on=None).order_by("pk")


def credentials_of(operator: Operator) -> QuerySet[Credential]:
    """Credentials that count, those that run out first; with their papers in `scans`."""
    scans = OperatorPaper.objects.filter(withdrawn_at=None).order_by("pk")
    found = operator.credentials.filter(replaced_on=None)
    return found.prefetch_related(Prefetch("papers", scans, to_attr="scans")).order_by(
        F("expires_on").asc(nulls_last=True), "kind", "holder", "pk"
    )


def expiring(credentials: QuerySet[Credential], *, today: date, days: int) -> QuerySet[Credential]:
    """Credentials that have run out or will within so many days, the most urgent first."""
    until = today + timedelta(days=days)
    found = credentials.filter(replaced_on=None, expires_on__lte=until)
    return found.select_related("operator").order_by("expires_on", "operator__name", "pk")


def in_order(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Contracts with what their lists show, the newest first."""
    found = contracts.select_related("operator", "facility__community", "follows")
    return found.order_by("-starts_on", "-pk")


def lines_of(contract: Contract) -> QuerySet[PromisedLine]:
    """Promises that hold, in the order of the catalogue."""
    found = contract.lines.filter(dropped_on=None).select_related("service", "room")
    return found.order_by("service__position", "pk")


def offered_in(room: Room, on: date) -> QuerySet[PromisedLine]:
    """What may be had in a room on a day, at what price, from whom: promises made for this room."""
    found = PromisedLine.objects.filter(
        room=room, dropped_on=None, contract__in=contracts_running(on)
    )
    return found.select_related("service", "contract__operator").order_by(
        "service__position", "weekday", "starts", "pk"
    )


def dropped_lines_of(contract: Contract) -> QuerySet[PromisedLine]:
    found = contract.lines.exclude(dropped_on=None).select_related("service", "room")
    return found.order_by("dropped_on", "pk")


def rooms_covered(contract: Contract) -> QuerySet[Room]:
    """The rooms that a contract covers: those it names, or all of the facility."""
    named = contract.rooms.order_by("floor", "name", "pk")
    return named if named.exists() else rooms_in_use(contract.facility)


def papers_of(contract: Contract) -> QuerySet[OperatorPaper]:
    """The contract and its annexes, as long as they are in view."""
    return contract.papers.filter(withdrawn_at=None).order_by("handed_in_at", "pk")
