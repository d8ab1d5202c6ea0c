"""What projects cost, and the papers that prove it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.papers import HandedIn, keep_file
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Paper, Project, ProjectPaper, Spending
from fangcun.core.places.states import Delivery


class AlreadyWritten(Refusal):
    """The same money for the same thing on the same day is on record."""


class PaperInUse(Refusal):
    """Money that counts is proven by this paper."""


@dataclass(frozen=True, slots=True)
class WrittenProject:
    """What may be said of a project beside its stage."""

    name: str
    delivery: Delivery | str
    planned_fen: int


@dataclass(frozen=True, slots=True)
class WrittenSpending:
    """One line of money."""

    spent_on: date
    amount_fen: int
    what_for: str
    paper: ProjectPaper | None = None


@transaction.atomic
def describe_project(
    *, project: Project, revision: int, written: WrittenProject, by: str, now: datetime
) -> Project:
    """Correct a project's name, way of delivery and planned money."""
    return write_revision(row=project, revision=revision, values=asdict(written), by=by, now=now)


@transaction.atomic
def record_spending(
    *, project: Project, written: WrittenSpending, by: str, now: datetime
) -> Spending:
    """Write down money spent; AlreadyWritten where the same line is there."""
    values = {name: getattr(written, name) for name in written.__slots__}
    try:
        with transaction.atomic():
            return Spending.objects.create(project=project, written_by=by, written_at=now, **values)
    except IntegrityError as error:
        if "a_spending_is_written_once" not in str(error):
            raise
        raise AlreadyWritten(
            _("已登记过同一天、同样金额和用途的支出。如果确是另一笔，请在用途中写明区别。")
        ) from error


@transaction.atomic
def strike_spending(*, spending: Spending, why: str, by: str, now: datetime) -> None:
    """A line was wrong: it stays on record, says why, and counts no more."""
    Spending.objects.filter(pk=spending.pk, struck_at=None).update(
        struck_at=now, struck_by=by, struck_why=why
    )


@transaction.atomic
def hand_in_paper(
    *, project: Project, title: str, file: HandedIn, by: str, now: datetime
) -> ProjectPaper:
    """Keep a document or photo of a project; the same file twice is one paper."""
    Project.objects.select_for_update().get(pk=project.pk)
    same = ProjectPaper.objects.filter(project=project, digest=file.digest, withdrawn_at=None)
    return same.first() or ProjectPaper.objects.create(
        project=project, **paper_values(title=title, file=file, by=by, now=now)
    )


@transaction.atomic
def withdraw_paper(*, paper: ProjectPaper, why: str, by: str, now: datetime) -> None:
    """Take a paper from view; PaperInUse while money is proven by it. The row and file stay."""
    if paper.spendings.filter(struck_at=None).exists():
        raise PaperInUse(_("有支出以这份资料为凭证，请先作废那笔支出，或保留这份资料。"))
    take_from_view(paper=paper, why=why, by=by, now=now)


def paper_values(*, title: str, file: HandedIn, by: str, now: datetime) -> dict[str, Any]:
    """Keep a file, and tell the columns of the `Paper` that names it."""
    return {
        "title": title or file.name,
        "kept_as": keep_file(file),
        "content_type": file.kind.content_type,
        "size_bytes": len(file.content),
        "digest": file.digest,
        "handed_in_by": by,
        "handed_in_at": now,
    }


def take_from_view(*, paper: Paper, why: str, by: str, now: datetime) -> None:
    """Mark any paper as withdrawn, once."""
    table: Any = type(paper)
    table.objects.filter(pk=paper.pk, withdrawn_at=None).update(
        withdrawn_at=now, withdrawn_by=by, withdrawn_why=why
    )
