"""Books: opened, renamed, retired; and who is on duty to decide."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Community, Facility
from fangcun.services.desk.models import Book, DutyPerson


class NameTaken(Refusal):
    """Two books of a community are not called the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBook:
    """What may be changed of a book."""

    name: str
    facility: Facility | None = None
    operator: Operator | None = None
    is_in_use: bool = True


@transaction.atomic
def open_book(
    *,
    community: Community,
    written: WrittenBook,
    is_demo: bool = False,
    by: str,
    now: datetime,
) -> Book:
    """Begin a book of a community: of its desk, of a room, of an operator."""
    row = Book(community=community, is_demo=is_demo, **_values(written))
    row._history_user, row._history_date = by, now  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise _taken(written.name) from error
    return row


@transaction.atomic
def change_book(*, book: Book, revision: int, written: WrittenBook, by: str, now: datetime) -> Book:
    """Rename or retire a book; what is written in it stays where it is."""
    try:
        with transaction.atomic():
            return write_revision(
                row=book, revision=revision, values=_values(written), by=by, now=now
            )
    except IntegrityError as error:
        raise _taken(written.name) from error


@transaction.atomic
def put_on_duty(*, community: Community, user: User, by: str, now: datetime) -> DutyPerson:
    """Who decides what was returned twice, from now on."""
    row, is_new = DutyPerson.objects.select_for_update().get_or_create(
        community=community, defaults={"user": user}
    )
    if not is_new:
        return write_revision(row=row, revision=row.revision, values={"user": user}, by=by, now=now)
    newest = row.history.latest()
    type(newest).objects.filter(pk=newest.pk).update(history_user_id=by, history_date=now)
    return row


def _taken(name: str) -> NameTaken:
    return NameTaken(_("本社区已有登记本“{name}”，请换一个名称。").format(name=name))


def _values(written: WrittenBook) -> dict[str, Any]:
    return {field.name: getattr(written, field.name) for field in fields(written)}
