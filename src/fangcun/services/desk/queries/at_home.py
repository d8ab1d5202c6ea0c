"""What the community promised a resident about his requests, as his own pages tell it."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fangcun.base.at_home import Door, bring
from fangcun.core.people.models import Resident
from fangcun.ledger.models import Commitment
from fangcun.ledger.queries.at_home import TONES, Thing, tells
from fangcun.ledger.states import SETTLED, CommitmentState
from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries.people import requests_from
from fangcun.services.desk.states import OPEN_STATES, FollowUpKind

DOORS = (Door("desk:ask", _("提一个需求"), _("写下来，社区管家来办"), 10),)


def bring_home() -> None:
    bring(*DOORS)
    tells("desk", tell=tell, also=promised)


def tell(rows: Sequence[Commitment]) -> dict[int, Thing]:
    """Services that a request was handed over for: who comes about what."""
    numbers = {row.pk: _number(row.source) for row in rows}
    asked = ServiceRequest.objects.in_bulk(sorted(set(numbers.values())))
    return {
        row.pk: _service(row, asked[numbers[row.pk]]) for row in rows if numbers[row.pk] in asked
    }


def promised(resident: Resident) -> Iterator[Thing]:
    """What a steward said he would do until a day, and has not done yet."""
    mine = requests_from(resident).filter(state__in=OPEN_STATES).order_by()
    promises = FollowUp.objects.filter(
        kind=FollowUpKind.PROMISE, kept_at__isnull=True, due_on__isnull=False, request__in=mine
    )
    for one in promises.select_related("request__community").order_by("due_on", "pk"):
        words = one.words or str(one.request)
        if one.due_on is not None:
            yield Thing(
                key=f"desk:promise:{one.pk}",
                on=one.due_on,
                words=_now("社区答应您：{words}").format(words=words),
                place=str(one.request.community),
                url=_page(one.request),
                standing=str(_("已答应")),
            )


def _service(row: Commitment, asked: ServiceRequest) -> Thing:
    doer = str(row.operator or row.community)
    return Thing(
        key=f"desk:{row.pk}",
        on=row.due_on,
        words=str(row.service),
        place=_now("由{doer}办理").format(doer=doer),
        more=_now("您说：{line}").format(line=asked.line),
        url=_page(asked),
        standing=str(row.get_state_display()),
        tone=TONES.get(CommitmentState(row.state), ""),
        is_over=row.state in SETTLED,
    )


def _page(asked: ServiceRequest) -> str:
    return f"{reverse('portal:requests')}#asked-{asked.pk}"


def _number(source: str) -> int:
    tail = source.rpartition(":")[2]
    return int(tail) if tail.isdecimal() else 0
