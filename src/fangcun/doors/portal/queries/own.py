"""What a resident has before him: promises, requests, services, and who let him in."""

from typing import NamedTuple

from django.db.models import QuerySet

from fangcun.core.people.models import Resident
from fangcun.ledger.models import Commitment, ServiceRecord
from fangcun.ledger.queries.figures import standing
from fangcun.ledger.queries.persons import promises_to
from fangcun.ledger.queries.persons import services_of as given_to
from fangcun.ledger.states import CommitmentState
from fangcun.services.desk.queries import PersonPanel, person_panel

LAST_SHOWN = 50


class Services(NamedTuple):
    """What was promised and is to come, and what was received."""

    promised: list[Commitment]
    received: list[ServiceRecord]


def services_of(resident: Resident, *, most: int = LAST_SHOWN) -> Services:
    """Promises that are open, the next first; services received, the last first."""
    return Services(
        promised=list(_promised(resident)[:most]), received=list(_received(resident)[:most])
    )


def requests_of(resident: Resident) -> PersonPanel:
    """What he asked for and what he was promised about it."""
    return person_panel(resident)


def _promised(resident: Resident) -> QuerySet[Commitment]:
    open_ = promises_to(resident).filter(state=CommitmentState.OPEN)
    return open_.select_related("offer").order_by("due_on", "pk")


def _received(resident: Resident) -> QuerySet[ServiceRecord]:
    return standing(given_to(resident)).order_by("-served_on", "-pk")
