"""What projects have spent, and the papers that prove it."""

from collections.abc import Iterable

from django.db.models import QuerySet, Sum

from fangcun.core.places.models import Project, ProjectPaper, Spending


def spent_fen(projects: Iterable[Project]) -> dict[int, int]:
    """Money spent by each project, by its key; projects that spent none are left out."""
    counting = Spending.objects.filter(project__in=list(projects), struck_at=None)
    sums = counting.order_by().values_list("project").annotate(total=Sum("amount_fen"))
    return dict(sums.values_list("project", "total"))


def spendings_of(project: Project) -> QuerySet[Spending]:
    """Every line of money, the newest first; those that were struck out too."""
    return project.spendings.select_related("paper").order_by("-spent_on", "-pk")


def papers_of(project: Project) -> QuerySet[ProjectPaper]:
    """Documents and photos that are in view, the newest first."""
    return project.papers.filter(withdrawn_at=None).order_by("-handed_in_at", "-pk")
