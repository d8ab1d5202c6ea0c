"""What every change of an offer does: check, write, find those who have booked."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.ledger.actions.versions import keep_versions
from fangcun.ledger.models import Commitment, Offer
from fangcun.ledger.states import STANDING, CommitmentState, OfferState


class NotBookable(Refusal):
    """It has been called off, or is over."""


def bookable_or_refuse(offer: Offer) -> None:
    if offer.state == OfferState.CALLED_OFF:
        raise NotBookable(_("这项供给已取消（{why}），不能再改。").format(why=offer.called_off_why))
    if offer.state == OfferState.OVER:
        raise NotBookable(_("这项供给已结束，不能再改。"))


def write_offer(offer: Offer, values: Mapping[str, Any], by: User, now: datetime) -> None:
    """Change an offer that is locked; who reads it for a booking sees that it is another."""
    Offer.objects.filter(pk=offer.pk).update(**values, revision=F("revision") + 1)
    offer.refresh_from_db()
    keep_versions([offer], by, now)


def locked_promises(offer: Offer, states: Collection[CommitmentState]) -> Any:
    rows = Commitment.objects.select_for_update(no_key=True, of=("self",))
    return (
        rows.filter(offer=offer.pk, state__in=sorted(states))
        .select_related("resident", "community", "service", "facility", "operator")
        .order_by("pk")
    )


def promised(offer: Offer, *, waiting: bool) -> QuerySet[Commitment]:
    """Those who have a place; with `waiting` those who wait for one too."""
    states = STANDING if waiting else STANDING - {CommitmentState.WAITING}
    rows = Commitment.objects.filter(offer=offer.pk, state__in=sorted(states))
    return rows.select_related("resident__merged_into")
