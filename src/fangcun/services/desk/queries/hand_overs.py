"""What the last shift has left."""

from django.db.models import Prefetch, QuerySet

from fangcun.core.places.models import Community
from fangcun.services.desk.models import HandOver, HandOverLine, ServiceRequest
from fangcun.services.desk.queries.standing import with_standing
from fangcun.services.desk.states import OPEN_STATES


def pending_hand_over(community: Community) -> HandOver | None:
    """The hand-over that nobody has accepted yet."""
    return hand_overs_of(community).filter(accepted_at__isnull=True).first()


def hand_overs_of(community: Community) -> QuerySet[HandOver]:
    """The hand-overs of a desk, the newest first, with their lines."""
    lines = HandOverLine.objects.select_related("request__category").order_by("pk")
    return (
        HandOver.objects.filter(community=community)
        .select_related("given_by", "accepted_by", "community")
        .prefetch_related(Prefetch("lines", lines))
        .order_by("-given_at", "-pk")
    )


def left_over(community: Community) -> QuerySet[ServiceRequest]:
    """What the next shift must know of: open requests of the desk and of its people."""
    open_ = ServiceRequest.objects.filter(community=community, state__in=OPEN_STATES)
    return (
        with_standing(open_)
        .exclude(owner_operator__isnull=False)
        .select_related("category", "owner_person")
        .order_by("due_at", "pk")
    )
