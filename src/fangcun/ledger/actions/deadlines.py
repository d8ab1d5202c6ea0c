"""Until when people change their minds by themselves."""

from datetime import datetime

from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.ledger.actions.told import clock
from fangcun.ledger.models import Offer


class TooLate(Refusal):
    """After the deadline a resident asks the desk."""


class SayWhy(Refusal):
    """After the deadline the desk says why."""


def refuse_if_late(offer: Offer, *, note: str, by: User, now: datetime) -> None:
    """Residents cancel and change until the deadline; later the desk does, with a reason."""
    if now <= offer.cancel_until:
        return
    if by.is_resident:
        raise TooLate(
            _("{until}以后不能自行取消或更改，请打电话或到前台，我们帮您办理。").format(
                until=clock(offer.cancel_until)
            )
        )
    if not note.strip():
        raise SayWhy(_("已过自行取消的时间，请写明原因。"))
