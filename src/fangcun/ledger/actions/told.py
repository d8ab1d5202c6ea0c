"""What people are told of their places: in the district's language, whoever made it so."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fangcun.core.notices.actions import tell, tell_all
from fangcun.core.people.models import Resident
from fangcun.ledger.models import Commitment, Offer
from fangcun.ledger.queries.offers import source_of

spoken = override(settings.LANGUAGE_CODE)


@spoken
def tell_of_place(commitment: Commitment, offer: Offer, now: datetime) -> None:
    """He has moved up from the waiting list."""
    if commitment.accept_by is None:
        words = _("您候补的{what}有位置了，已为您订好。不需要时请尽早取消，让给下一位。")
        _tell(commitment, words.format(what=named(offer)), offer.starts_at, now)
    else:
        words = _("您候补的{what}有位置了，请在{until}前确认，逾期让给下一位。")
        written = words.format(what=named(offer), until=clock(commitment.accept_by))
        _tell(commitment, written, commitment.accept_by, now)


@spoken
def tell_of_lapse(commitment: Commitment, offer: Offer, now: datetime) -> None:
    """The place that was kept for him is somebody else's now."""
    words = _("为您保留的{what}没有在时限前确认，已让给下一位。还想要请告诉我们。")
    _tell(commitment, words.format(what=named(offer)), offer.starts_at, now)


@spoken
def tell_of_change(commitments: Iterable[Commitment], offer: Offer, now: datetime) -> None:
    """Time or room of what they booked are others now."""
    words = _("您预订的“{title}”有变动，现在是{when} {where}。").format(
        title=offer,
        when=clock(offer.starts_at),
        where=offer.room or offer.facility or offer.community,
    )
    _tell_all(_people(commitments), words, offer, now)


@spoken
def tell_of_decision(commitments: Iterable[Commitment], offer: Offer, now: datetime) -> None:
    """Enough have booked."""
    words = _("您预订的{what}报名人数已够，照常进行。").format(what=named(offer))
    _tell_all(_people(commitments), words, offer, now)


@spoken
def tell_of_end(commitments: Iterable[Commitment], offer: Offer, now: datetime) -> None:
    """It does not take place."""
    words = _("很抱歉，您预订的{what}取消了：{why}。").format(
        what=named(offer), why=offer.called_off_why
    )
    _tell_all(_people(commitments), words, offer, now)


@spoken
def tell_of_offer(residents: Iterable[Resident], offer: Offer, now: datetime) -> None:
    """There is what they would like."""
    words = _("您想要的{what}开始预订了，{until}前可以订。").format(
        what=named(offer), until=clock(offer.books_until)
    )
    _tell_all(residents, words, offer, now)


@spoken
def too_few(offer: Offer) -> str:
    """Why an offer that was not wanted enough is called off."""
    return _("报名{taken}，不足{least}").format(taken=offer.taken, least=offer.least_units)


def named(offer: Offer) -> str:
    """What, when and where, in one breath."""
    return _("“{what}”（{when} {where}）").format(
        what=offer, when=clock(offer.starts_at), where=offer.facility or offer.community
    )


def clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%m-%d %H:%M}"


def _tell(commitment: Commitment, words: str, tell_by: datetime, now: datetime) -> None:
    if commitment.resident is not None:
        source = f"ledger:{commitment.pk}"
        tell(resident=commitment.resident, words=words, source=source, tell_by=tell_by, now=now)


def _tell_all(residents: Iterable[Resident], words: str, offer: Offer, now: datetime) -> None:
    source, until = source_of(offer), offer.starts_at
    if people := list(residents):
        tell_all(residents=people, words=words, source=source, tell_by=until, now=now)


def _people(commitments: Iterable[Commitment]) -> list[Resident]:
    return [one.resident for one in commitments if one.resident is not None]
