"""What people would like before there is any; it wakes up when an offer of it opens."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.models import Resident
from fangcun.ledger.actions.told import tell_of_offer
from fangcun.ledger.models import Interest, Offer
from fangcun.ledger.queries.audience import meant_for


class InterestEnded(Refusal):
    """It was ended before."""


@transaction.atomic
def note_interest(
    *, resident: Resident, service: ServiceKind, words: str, by: User, now: datetime
) -> Interest:
    """He would like this; who says so again is given what was noted first."""
    who = resident.merged_into or resident
    if (noted := _noted(who, service)) is not None:
        return noted
    try:
        with transaction.atomic():
            return Interest.objects.create(
                resident=who,
                service=service,
                community_id=who.community_id,
                words=words.strip(),
                noted_by=by,
                noted_at=now,
            )
    except IntegrityError:
        if (noted := _noted(who, service)) is None:
            raise
        return noted


@transaction.atomic
def end_interest(*, interest: Interest, why: str, by: User, now: datetime) -> Interest:
    """He does not want it any more; of two who say so at once, the second is refused."""
    ended_why = _("{why}（{who}登记）").format(why=why.strip() or _("不再需要"), who=by)
    asleep = Interest.objects.filter(pk=interest.pk, ended_at=None)
    if not asleep.update(ended_at=now, ended_why=ended_why):
        raise InterestEnded(_("这条意向已经结束。请刷新页面查看。"))
    interest.refresh_from_db()
    return interest


def end_of_interest(*, resident: Resident, service: int, now: datetime) -> None:
    """He has booked what he wished for."""
    wished = Interest.objects.filter(resident=resident, service=service, ended_at=None)
    wished.update(ended_at=now, ended_why=_("已预订"))


def wake(*, offer: Offer, now: datetime) -> list[Resident]:
    """Tell those who would like this service, and for whom the offer is."""
    asleep = Interest.objects.filter(service=offer.service_id, ended_at=None, woken_by=None)
    if not asleep.exists():
        return []
    among = Resident.objects.filter(interests__in=asleep, merged_into=None, forgotten_at=None)
    people = meant_for(offer, among.select_related("community").distinct())
    asleep.filter(resident__in=people).update(woken_by=offer, woken_at=now)
    tell_of_offer(people, offer, now)
    return people


def sleep_again(*, offer: Offer) -> None:
    """The offer is over; whoever has not booked it waits for the next."""
    Interest.objects.filter(woken_by=offer.pk, ended_at=None).update(woken_by=None, woken_at=None)


def _noted(resident: Resident, service: ServiceKind) -> Interest | None:
    return Interest.objects.filter(resident=resident, service=service, ended_at=None).first()
