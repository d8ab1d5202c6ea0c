"""Who asked to be forgotten, and until when they must be answered."""

from django.db.models import F, QuerySet

from fangcun.core.consent.models import ForgetRequest
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person


def forget_requests(among: QuerySet[ForgetRequest]) -> QuerySet[ForgetRequest]:
    """Those that wait come first, the most pressing on top; then the settled ones."""
    rows = among.select_related("resident__community")
    return rows.order_by(
        F("done_at").asc(nulls_first=True), F("refused_at").asc(nulls_first=True), "due_on", "pk"
    )


def open_request_of(resident: Resident) -> ForgetRequest | None:
    """The request of a resident that is not settled yet."""
    rows = ForgetRequest.objects.filter(resident__in=same_person(resident))
    return rows.filter(done_at=None, refused_at=None).first()
