"""What residents say of what they received, and that its doer has read it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community, Facility
from fangcun.ledger.models import Commitment, Opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOpinion:
    """The resident's answer when asked."""

    community: Community
    source: str  # the row that was asked about: `desk:12`
    is_solved: bool
    score: int | None = None  # 1 to 5; None where the resident would not say
    words: str = ""
    is_thanks: bool = False
    commitment: Commitment | None = None
    operator: Operator | None = None  # None: the commitment's
    facility: Facility | None = None  # None: the commitment's


@transaction.atomic
def leave_opinion(*, opinion: NewOpinion, by: User, now: datetime) -> Opinion:
    """Write down what the resident said; the doer finds it unread on its board."""
    promise = opinion.commitment
    return Opinion.objects.create(
        community=opinion.community,
        source=opinion.source,
        is_solved=opinion.is_solved,
        score=opinion.score,
        words=opinion.words.strip(),
        is_thanks=opinion.is_thanks,
        commitment=promise,
        operator=opinion.operator or (promise.operator if promise else None),
        facility=opinion.facility or (promise.facility if promise else None),
        asked_by=by,
        asked_at=now,
    )


@transaction.atomic
def mark_read(*, opinion: Opinion, by: User, now: datetime) -> Opinion:
    """The doer has read it; whoever reads it later changes nothing."""
    Opinion.objects.filter(pk=opinion.pk, read_at=None).update(read_at=now, read_by=by)
    opinion.refresh_from_db()
    return opinion


@transaction.atomic
def mark_plain_read(*, among: QuerySet[Opinion], by: User, now: datetime) -> int:
    """Those that say no more than "solved", all at once; words, thanks and complaints are read
    one by one.
    """
    plain = among.filter(words="", is_solved=True, is_thanks=False, read_at=None)
    return plain.order_by().update(read_at=now, read_by=by)
