"""How much is kept of a person: what would go, and what would stay without a name."""

from typing import NamedTuple

from fangcun.core.people.models import Phone, Resident
from fangcun.core.people.queries import same_person
from fangcun.ledger.models import Commitment, ServiceRecord
from fangcun.ledger.states import CommitmentState
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.states import OPEN_STATES


class Kept(NamedTuple):
    """Rows of one person, by kind."""

    phones: int
    requests: int
    open_requests: int
    open_promises: int
    services: int

    @property
    def is_waiting(self) -> bool:
        """Whether something is still on its way to him."""
        return bool(self.open_requests or self.open_promises)


def what_goes(resident: Resident) -> Kept:
    """Counted over every row that is this person."""
    rows = same_person(resident)
    requests = ServiceRequest.objects.filter(resident__in=rows)
    promises = Commitment.objects.filter(resident__in=rows, state=CommitmentState.OPEN)
    return Kept(
        phones=Phone.objects.filter(resident__in=rows).count(),
        requests=requests.count(),
        open_requests=requests.filter(state__in=OPEN_STATES).count(),
        open_promises=promises.count(),
        services=ServiceRecord.objects.filter(resident__in=rows).count(),
    )
