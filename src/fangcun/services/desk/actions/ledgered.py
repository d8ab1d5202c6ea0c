"""What a request leaves in the ledger: a promise, a service given, or a need not met."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.ledger import actions as ledger
from fangcun.ledger.models import Commitment, UnmetNeed
from fangcun.ledger.states import CommitmentState, WhyNot
from fangcun.services.desk.actions.moved import source_of
from fangcun.services.desk.models import Link, ServiceRequest
from fangcun.services.desk.states import LinkKind


class ServiceMissing(Refusal):
    """The ledger counts services: it must know which."""


class AlreadyServed(Refusal):
    """The doer has settled the promise: what is left is to ask the resident."""


class StillPromised(Refusal):
    """Something was promised that is not settled yet."""


def open_promise(request: ServiceRequest) -> Commitment | None:
    """What the resident was promised and has not got yet."""
    promised = Commitment.objects.filter(asked_by__request=request, state=CommitmentState.OPEN)
    return promised.order_by("-pk").first()


def last_promise(request: ServiceRequest) -> Commitment | None:
    return Commitment.objects.filter(asked_by__request=request).order_by("-pk").first()


def settled_promise(request: ServiceRequest) -> Commitment | None:
    """The newest promise of this round, if none is open any more."""
    links = Link.objects.filter(
        request=request, at__gte=request.opened_at, commitment__isnull=False
    )
    newest = links.select_related("commitment").order_by("-pk").first()
    if newest is None or open_promise(request) is not None:
        return None
    return newest.commitment


def refuse_if_served(request: ServiceRequest) -> None:
    """What the doer has settled is not ended a second time.

    The promises are held until the end of the transaction: a doer who keeps one at this moment
    has either kept it before we look, or finds it settled by us.
    """
    promised = Link.objects.filter(request=request, commitment__isnull=False)
    of_request = Commitment.objects.filter(pk__in=promised.values("commitment")).order_by("pk")
    list(of_request.select_for_update())
    if settled_promise(request) is not None:
        raise AlreadyServed(_("办理机构已经办结，请直接回访居民。"))


def refuse_if_promised(request: ServiceRequest) -> None:
    if open_promise(request) is not None:
        raise StillPromised(_("这条需求还有没有了结的约定，请先办结或派单。"))


def promise_service(
    *,
    request: ServiceRequest,
    service: ServiceKind,
    due_on: date,
    price_fen: int,
    note: str,
    by: User,
    now: datetime,
) -> Commitment:
    """The doer promises; what was promised before is handed on where it is the same."""
    standing = open_promise(request)
    if standing and (standing.service_id, standing.due_on) == (service.pk, due_on):
        return ledger.reassign(commitment=standing, operator=request.doer, by=by, now=now)
    if standing:
        _replaced(standing, by, now)
    promise = ledger.NewCommitment(
        service=service,
        community=request.community,
        due_on=due_on,
        resident=request.resident,
        promised_to="" if request.resident_id else _promised_to(request),
        operator=request.doer,
        facility=request.facility,
        price_fen=price_fen,
        source=source_of(request),
        note=note,
    )
    made = ledger.commit(promise=promise, by=by, now=now)
    Link.objects.create(request=request, kind=LinkKind.COMMITMENT, commitment=made, at=now)
    return made


def promise_comes_back(*, request: ServiceRequest, by: User, now: datetime) -> None:
    """What was promised to the resident holds: the community itself answers for it now."""
    if (standing := open_promise(request)) is not None:
        ledger.reassign(commitment=standing, operator=None, by=by, now=now)


def write_served(
    *,
    request: ServiceRequest,
    service: ServiceKind | None,
    served_on: date,
    price_fen: int | None,
    by: User,
    now: datetime,
) -> None:
    """The service was given: the promise is kept, or a service without a promise is recorded."""
    if (standing := open_promise(request)) is not None:
        price_fen = standing.price_fen if price_fen is None else price_fen
        kept = ledger.Delivered.as_promised(standing, served_on=served_on, price_fen=price_fen)
        ledger.keep(commitment=standing, delivered=kept, by=by, now=now)
        return
    delivered = ledger.Delivered(
        service=service_or_refuse(request, service),
        served_on=served_on,
        resident=request.resident,
        community=request.community,
        facility=request.facility,
        operator=request.doer,
        price_fen=price_fen or 0,
        source=source_of(request),
    )
    ledger.record_service(delivered=delivered, by=by, now=now)


def write_unmet(
    *, request: ServiceRequest, why: WhyNot, note: str, by: User, now: datetime
) -> None:
    """The need was not met: the promise is given up, or an unmet need is recorded."""
    standing = open_promise(request)
    if standing is not None and why == WhyNot.RESIDENT_DECLINED:
        ledger.cancel(commitment=standing, note=note, by=by, now=now)
    elif standing is not None:
        ledger.give_up(commitment=standing, why=why, note=note, by=by, now=now)
    else:
        _record_unmet(request, why, note, by, now)


def service_or_refuse(request: ServiceRequest, service: ServiceKind | None) -> ServiceKind:
    found = service or request.service or (request.category.service if request.category else None)
    if found is None:
        raise ServiceMissing(_("请选择服务项目，台账要知道提供的是哪项服务。"))
    return found


def unmet_of_this_round(request: ServiceRequest) -> list[UnmetNeed]:
    """Needs of this round that were not met and are not taken back."""
    rows = UnmetNeed.objects.filter(
        source=source_of(request),
        recorded_at__gte=request.opened_at,
        reverses=None,
        reversal=None,
    )
    return list(rows.order_by("pk"))


def take_back_unmet(*, request: ServiceRequest, reason: str, by: User, now: datetime) -> None:
    """The resident wants it after all: what was written as not wanted is reversed."""
    for need in unmet_of_this_round(request):
        if need.why == WhyNot.RESIDENT_DECLINED:
            ledger.reverse_need(need=need, reason=reason, by=by, now=now)


def _replaced(standing: Commitment, by: User, now: datetime) -> None:
    """Another day or service was agreed: the old promise ends, and is no unmet need."""
    words = _("已改约")
    need = ledger.give_up(commitment=standing, why=WhyNot.OTHER, note=words, by=by, now=now)
    ledger.reverse_need(need=need, reason=words, by=by, now=now)


def _record_unmet(request: ServiceRequest, why: WhyNot, note: str, by: User, now: datetime) -> None:
    number = _("需求单{number}").format(number=request.pk)
    need = ledger.NewNeed(
        why=why,
        community=request.community,
        service=request.service,
        wanted="" if request.service_id else _named(request) or number,
        resident=request.resident,
        facility=request.facility,
        operator=request.doer,
        wished_on=request.wished_on,
        note=note,
        source=source_of(request),
    )
    ledger.record_unmet(need=need, by=by, now=now)


def _named(request: ServiceRequest) -> str:
    """What was wanted without the caller's own words: the row can never be changed."""
    return str(request.category.name_zh) if request.category else ""


def _promised_to(request: ServiceRequest) -> str:
    who = " ".join(part for part in (request.caller_name, request.place) if part)
    return who[:200] or _("需求单{number}").format(number=request.pk)
