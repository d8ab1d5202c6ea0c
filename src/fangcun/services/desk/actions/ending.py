"""How a request ends: served, not served with a reason, sent elsewhere, or not wanted any more.

Each way leaves one row in the ledger; there is no other way.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.ledger.states import WhyNot
from fangcun.services.desk.actions.contacting import NoWords
from fangcun.services.desk.actions.families import finish_parent
from fangcun.services.desk.actions.ledgered import (
    refuse_if_served,
    write_served,
    write_unmet,
)
from fangcun.services.desk.actions.moved import answered, move_request, note, owned_by
from fangcun.services.desk.models import Link, ServiceRequest
from fangcun.services.desk.queries.standing import WORKED_ON
from fangcun.services.desk.states import FollowUpKind, LinkKind, ReferredTo, RequestState


@transaction.atomic
def finish_request(
    *,
    request: ServiceRequest,
    revision: int,
    served_on: date,
    service: ServiceKind | None = None,
    price_fen: int | None = None,
    words: str = "",
    by: User,
    now: datetime,
) -> ServiceRequest:
    """It was done, by the desk or by its doer: recorded, and the resident will be asked.

    `price_fen` None: as promised.
    """
    refuse_if_served(request)
    given = service or request.service
    done = _done(request, revision, {"service": given} if given else {}, by, now)
    write_served(
        request=done, service=given, served_on=served_on, price_fen=price_fen, by=by, now=now
    )
    note(request=done, kind=FollowUpKind.DONE, words=words.strip(), by=by, now=now)
    return done


@transaction.atomic
def give_up_request(
    *, request: ServiceRequest, revision: int, why: WhyNot, words: str = "", by: User, now: datetime
) -> ServiceRequest:
    """It cannot be done: the reason becomes an unmet need, and the resident will be told."""
    refuse_if_served(request)
    ended = _done(request, revision, {}, by, now)
    write_unmet(request=ended, why=why, note="", by=by, now=now)
    text = f"{WhyNot(why).label} {words}".strip()
    note(request=ended, kind=FollowUpKind.UNMET, words=text, by=by, now=now)
    return ended


@transaction.atomic
def refer_out(
    *,
    request: ServiceRequest,
    revision: int,
    to: ReferredTo,
    words: str,
    by: User,
    now: datetime,
) -> ServiceRequest:
    """Somebody outside the house can help; here it was a need that could not be met."""
    if not words.strip():
        raise NoWords(_("请写明转介到哪里、找谁。"))
    refuse_if_served(request)
    referred = _done(request, revision, {}, by, now)
    label = ReferredTo(to).label
    said = _("转介：{to}").format(to=label)
    write_unmet(request=referred, why=WhyNot.NO_SUCH_SERVICE, note=said, by=by, now=now)
    Link.objects.create(
        request=referred, kind=LinkKind.REFERRAL, referred_to=to, words=words.strip()[:200], at=now
    )
    text = f"{said}。{words.strip()}"
    note(request=referred, kind=FollowUpKind.LINK, words=text, by=by, now=now)
    return referred


@transaction.atomic
def cancel_request(
    *, request: ServiceRequest, revision: int, words: str = "", by: User, now: datetime
) -> ServiceRequest:
    """The resident does not want it any more; not served is written down all the same."""
    refuse_if_served(request)
    cancelled = move_request(
        request=request,
        to=RequestState.CANCELLED,
        revision=revision,
        values={
            **owned_by(request.community),
            **answered(request, now),
            "is_to_be_decided": False,
        },
        by=by,
        now=now,
    )
    write_unmet(request=cancelled, why=WhyNot.RESIDENT_DECLINED, note="", by=by, now=now)
    note(request=cancelled, kind=FollowUpKind.CANCEL, words=words.strip(), by=by, now=now)
    finish_parent(child=cancelled, by=by, now=now)
    return cancelled


def _done(
    request: ServiceRequest, revision: int, values: dict[str, Any], by: User, now: datetime
) -> ServiceRequest:
    """The desk has it: what is left is to ask the resident."""
    return move_request(
        request=request,
        to=RequestState.DONE,
        revision=revision,
        values={
            **values,
            **owned_by(request.community),
            **answered(request, now),
            "is_to_be_decided": False,
            "done_at": now,
        },
        by=by,
        now=now,
        state__in=WORKED_ON,  # one that was split is done by its parts
    )
