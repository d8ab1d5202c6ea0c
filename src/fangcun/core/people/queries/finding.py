"""The one box in which a steward finds a person."""

from typing import NamedTuple

from django.db.models import BooleanField, Case, F, Func, IntegerField, Q, QuerySet, Value, When

from fangcun.base.crypto import digests
from fangcun.core.people.models import Resident
from fangcun.core.people.models.resident import ID_NUMBER
from fangcun.core.people.queries.people import present
from fangcun.core.people.rules.finding import question
from fangcun.core.people.rules.numbers import read_id_number

MOST_FOUND = 20


class Found(NamedTuple):
    """One person who was found, with the telephone to recognise him by."""

    resident: Resident
    phone: str


class _Meets(Func):
    """Whether the words of a row meet a question; asks the index `find_in_one_box`."""

    template = "(array_to_tsvector(%(expressions)s::tsquery)"
    arg_joiner = ") @@ "
    output_field = BooleanField()


def find(*, words: str, among: QuerySet[Resident], limit: int = MOST_FOUND) -> list[Found]:
    """People by name, pinyin, initials, telephone or its last four, card, ID number or address.

    Several words narrow the search. Whoever has exactly the name that was typed comes first, who
    died or moved away last.
    """
    first = _in_order(found_by(words, among=among), words).values("pk")[:limit]
    rows = Resident.objects.filter(pk__in=first).select_related("community", "address")
    in_order = _in_order(rows, words).prefetch_related("phones")
    return [Found(resident, resident.main_phone) for resident in in_order]


def found_by(words: str, *, among: QuerySet[Resident]) -> QuerySet[Resident]:
    """Everybody who is found by these words, in no order; nobody where nothing was meant."""
    paper = read_id_number(words)
    if paper is not None:
        return present(among).filter(id_digest__in=digests(paper.number, purpose=ID_NUMBER))
    asked = question(words)
    if not asked:
        return among.none()
    return present(among).filter(_Meets(F("found_by"), Value(asked)))


def _in_order(rows: QuerySet[Resident], words: str) -> QuerySet[Resident]:
    exactly = When(name__in=words.replace("\0", " ").split(), then=0)
    gone = When(Q(died_on__isnull=False) | Q(left_on__isnull=False), then=1)
    ranked = rows.annotate(
        place=Case(exactly, default=1, output_field=IntegerField()),
        is_gone=Case(gone, default=0, output_field=IntegerField()),
    )
    return ranked.order_by("place", "is_gone", "name", "pk")
