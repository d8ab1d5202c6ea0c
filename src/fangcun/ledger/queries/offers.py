"""Offers as pages and trades ask for them: on which day, who has a place, who waits."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.ledger.models import Commitment, Interest, Offer, UnmetNeed
from fangcun.ledger.queries.commitments import SHOWN_WITH
from fangcun.ledger.states import HOLDS_A_PLACE, STANDING, CommitmentState, OfferState

MOST_OFFERS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersSought:
    """Which offers a list shows."""

    day: date
    facility: int | None = None
    state: str = ""


def source_of(offer: Offer) -> str:
    """How other rows name an offer that they are about."""
    return f"ledger:offer:{offer.pk}"


def bookable() -> tuple[OfferState, ...]:
    """States in which what was promised of an offer still stands."""
    return (OfferState.OPEN, OfferState.STOPPED)


def offers_sought(offers: QuerySet[Offer], sought: OffersSought) -> QuerySet[Offer]:
    """Offers that run on a day or begin later, the earliest first, each with who waits."""
    day = timezone.make_aware(datetime.combine(sought.day, datetime.min.time()))
    rows = offers.filter(ends_at__gte=day)
    if sought.facility is not None:
        rows = rows.filter(facility=sought.facility)
    if sought.state:
        rows = rows.filter(state=sought.state)
    return with_waiting(rows).order_by("starts_at", "pk")[:MOST_OFFERS]


def with_waiting(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Offers with all that a line shows; `waiting` says how many people wait."""
    line = Commitment.objects.filter(offer=OuterRef("pk"), state=CommitmentState.WAITING)
    counted = line.values("offer").annotate(people=Count("pk")).values("people")
    return offers.select_related(
        "service", "facility", "community", "room", "operator", "group"
    ).annotate(waiting=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def places_taken(offer: Offer) -> QuerySet[Commitment]:
    """Who has a place, in the order in which they came."""
    return _of(offer).filter(state__in=sorted(HOLDS_A_PLACE)).order_by("made_at", "pk")


def waiting_for(offer: Offer) -> QuerySet[Commitment]:
    """Who waits, the first in line first."""
    return _of(offer).filter(state=CommitmentState.WAITING).order_by("made_at", "pk")


def gone_from(offer: Offer) -> QuerySet[Commitment]:
    """Promises of an offer that ended without being kept, the newest first."""
    over = (
        CommitmentState.CANCELLED,
        CommitmentState.GIVEN_UP,
        CommitmentState.NO_SHOW,
        CommitmentState.LAPSED,
    )
    return _of(offer).filter(state__in=over).order_by("-settled_at", "-pk")


def refused_from(offer: Offer) -> int:
    """How many were refused at the door of an offer."""
    return UnmetNeed.objects.filter(source=source_of(offer), reverses=None, reversal=None).count()


def place_in_line(commitment: Commitment) -> int:
    """The how manieth somebody who waits is; 0 for one who does not wait."""
    if commitment.state != CommitmentState.WAITING:
        return 0
    came_before = Q(made_at__lt=commitment.made_at) | Q(
        made_at=commitment.made_at, pk__lt=commitment.pk
    )
    line = Commitment.objects.filter(offer=commitment.offer_id, state=CommitmentState.WAITING)
    return line.filter(came_before).count() + 1


def bookings_of(resident: Resident) -> QuerySet[Commitment]:
    """What stands for one person of things that can run out: places, held places, waiting."""
    rows = Commitment.objects.filter(
        resident__in=same_person(resident), offer__isnull=False, state__in=sorted(STANDING)
    )
    return rows.select_related(*SHOWN_WITH, "offer").order_by("offer__starts_at", "pk")


def overdue_holds(*, now: datetime) -> QuerySet[Commitment]:
    """Held places whose people have not said yes in time."""
    rows = Commitment.objects.filter(state=CommitmentState.HELD, accept_by__lt=now)
    return rows.order_by("accept_by", "pk")


def to_decide(*, now: datetime) -> QuerySet[Offer]:
    """Offers with a minimum whose hour has come."""
    due = Offer.objects.filter(decide_at__lte=now, decided_at=None, state__in=bookable())
    return due.order_by("decide_at", "pk")


def to_close(*, now: datetime) -> QuerySet[Offer]:
    """Offers whose time is over."""
    return Offer.objects.filter(ends_at__lt=now, state__in=bookable()).order_by("ends_at", "pk")


def interests_awake(interests: QuerySet[Interest]) -> QuerySet[Interest]:
    """What people would like and have not got yet; those who wait longest first."""
    rows = interests.filter(ended_at=None)
    return rows.select_related(
        "resident__community", "service", "community", "woken_by", "noted_by"
    ).order_by("service__position", "noted_at", "pk")


def services_wished(interests: QuerySet[Interest]) -> QuerySet[ServiceKind]:
    """The services that people would like, each with how many `people`; the most wished first."""
    awake = ServiceKind.objects.filter(interests__in=interests.filter(ended_at=None))
    return awake.annotate(people=Count("interests")).order_by("-people", "position", "pk")


def _of(offer: Offer) -> QuerySet[Commitment]:
    return Commitment.objects.filter(offer=offer.pk).select_related(*SHOWN_WITH)
