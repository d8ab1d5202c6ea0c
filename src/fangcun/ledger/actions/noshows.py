"""Nobody came: the place is free for those who did."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.core.accounts.models import User
from fangcun.ledger.actions.moving_up import free
from fangcun.ledger.actions.records import NotYet
from fangcun.ledger.actions.seats import lock_offer
from fangcun.ledger.actions.settling import WITH_A_PLACE, end_all, end_unmet
from fangcun.ledger.actions.told import clock
from fangcun.ledger.models import Commitment, Offer, UnmetNeed
from fangcun.ledger.states import CommitmentState, WhyNot


@transaction.atomic
def mark_no_show(*, commitment: Commitment, by: User, now: datetime) -> UnmetNeed:
    """He did not come and had not cancelled; who noticed is kept."""
    _begun_or_refuse(commitment, now)
    return end_unmet(
        commitment=commitment,
        state=CommitmentState.NO_SHOW,
        why=WhyNot.NO_SHOW,
        note="",
        by=by,
        now=now,
        among=WITH_A_PLACE,
    )


@transaction.atomic
def release_unclaimed(*, offer: Offer, by: User, now: datetime) -> list[UnmetNeed]:
    """What nobody came for is free: for those who wait, then for whoever walks in."""
    _started_or_refuse(offer, now)
    locked = lock_offer(offer.pk)
    rows = Commitment.objects.select_for_update(no_key=True, of=("self",))
    unclaimed = rows.filter(offer=locked, state__in=sorted(WITH_A_PLACE)).order_by("pk")
    needs = end_all(
        locked,
        list(unclaimed.select_related("resident", "community", "service", "facility", "operator")),
        state=CommitmentState.NO_SHOW,
        why=WhyNot.NO_SHOW,
        note="",
        by=by,
        now=now,
    )
    free(locked, units=0, by=by, now=now)
    return needs


def _begun_or_refuse(commitment: Commitment, now: datetime) -> None:
    if commitment.offer is not None:
        _started_or_refuse(commitment.offer, now)
    elif commitment.due_on > timezone.localdate(now):
        raise NotYet(_("约定的日子还没有到，不能登记为未到。"))


def _started_or_refuse(offer: Offer, now: datetime) -> None:
    if now < offer.starts_at:
        raise NotYet(_("{when}才开始，还不能登记为未到。").format(when=clock(offer.starts_at)))
