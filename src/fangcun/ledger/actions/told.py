"""What people are told of their places."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.core.notices.actions import tell, tell_all
from fangcun.ledger.models import Commitment, Offer
from fangcun.ledger.queries.offers import source_of


def tell_of_place(commitment: Commitment, offer: Offer, now: datetime) -> None:
    """He has moved up from the waiting list."""
    if commitment.accept_by is None:
        words = _("您候补的{what}有位置了，已为您订好。不需要时请尽早取消，让给下一位。")
        _tell(commitment, words.format(what=named(offer)), offer.starts_at, now)
    else:
        words = _("您候补的{what}有位置了，请在{until}前确认，逾期让给下一位。")
        written = words.format(what=named(offer), until=clock(commitment.accept_by))
        _tell(commitment, written, commitment.accept_by, now)


def tell_of_lapse(commitment: Commitment, offer: Offer, now: datetime) -> None:
    """The place that was kept for him is somebody else's now."""
    words = _("为您保留的{what}没有在时限前确认，已让给下一位。还想要请告诉我们。")
    _tell(commitment, words.format(what=named(offer)), offer.starts_at, now)


def tell_all_of(commitments: Iterable[Commitment], words: str, offer: Offer, now: datetime) -> None:
    """Everybody of these is told the same about an offer."""
    people = [one.resident for one in commitments if one.resident is not None]
    if people:
        tell_all(
            residents=people,
            words=words,
            source=source_of(offer),
            tell_by=offer.starts_at,
            now=now,
        )


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
