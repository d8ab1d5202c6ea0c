"""Parts of pages: the form of a new line, its chips, and who is calling."""

from datetime import datetime
from typing import Any, NamedTuple

from django.forms import BoundField
from django.utils import formats
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest
from fangcun.core.people.access import residents_of
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import residents_with_phone
from fangcun.services.desk.access import books_of, requests_of
from fangcun.services.desk.forms.entry import CHIPS, LineForm, answers_to, questions_of
from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries import categories_in_use
from fangcun.services.desk.queries.callers import last_of_phone
from fangcun.services.desk.queries.words import vocabulary
from fangcun.services.desk.states import HalfDay

PEOPLE_SHOWN = 4


class Chip(NamedTuple):
    """One thing that was read from the line, as it can be put right."""

    field: BoundField
    words: str
    tone: str


class Beside(NamedTuple):
    """What is known of a number."""

    people: list[Resident]
    lines: list[ServiceRequest]
    promises: list[FollowUp]


def line_form(request: SignedInRequest, *, now: datetime, data: Any) -> LineForm:
    """A line that was typed in one of the books of this person, with the words to read it by."""
    categories, books = list(categories_in_use()), list(books_of(request.user))
    asked = str(data.get("book", ""))
    communities = {book.community_id for book in books if str(book.pk) == asked}
    words = vocabulary(categories=categories, communities=communities)
    return LineForm(data, books=books, categories=categories, words=words, now=now)


def read_from(request: SignedInRequest, form: LineForm) -> dict[str, Any]:
    """Chips, the category's own questions, and the caller beside them."""
    chips = form.chips()
    category, shown = chips["category"], form.shown(chips)
    return {
        "chips": [
            _chip(form[name] if name in form.errors else shown[name], name, chips[name])
            for name in CHIPS
        ],
        "questions": questions_of(category, answers_to(category, form.data)),
        "caller": beside(request, chips["caller_phone"] or ""),
    }


def beside(request: SignedInRequest, number: str) -> Beside | None:
    """The last contacts and open promises of a number, and whose it is."""
    if not number:
        return None
    last = last_of_phone(requests=requests_of(request.user), number=number)
    people = residents_with_phone(number, among=residents_of(request.user))[:PEOPLE_SHOWN]
    found = Beside(list(people), list(last.requests), list(last.promises))
    return found if any(found) else None


def known_caller(request: SignedInRequest, chips: dict[str, Any]) -> Resident | None:
    """Whose number it is, if it is one person's and the line does not name somebody else."""
    number, name = chips["caller_phone"], (chips["caller_name"] or "").removeprefix("姓")
    if not number:
        return None
    people = list(residents_with_phone(number, among=residents_of(request.user))[:2])
    if len(people) != 1:
        return None
    surname = people[0].name[:1]
    return people[0] if not name or surname in name else None


def _chip(field: BoundField, name: str, value: Any) -> Chip:
    tone = "bad" if name == "is_urgent" and value else ""
    return Chip(field, _in_words(name, value), tone)


def _in_words(name: str, value: Any) -> str:
    if not value:
        return ""
    if name == "wished_on":
        return formats.date_format(value, _("n月j日 l"))
    if name == "wished_half":
        return str(HalfDay(value).label)
    return _("是") if value is True else str(value)
