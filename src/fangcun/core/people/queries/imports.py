"""Lists of residents that came from files."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from fangcun.core.people.models import ImportBatch, Merge, Resident


def imports_into(among: QuerySet[ImportBatch]) -> QuerySet[ImportBatch]:
    """Imports, the newest first."""
    return among.select_related("community").order_by("-made_at", "-pk")


def why_import_stays(batch: ImportBatch) -> list[str]:
    """What has happened since to people of an import, so that it cannot be taken back whole.

    Rooms upstairs know more; what they hold is found when it is tried.
    """
    people = Resident.objects.filter(imported_in=batch)
    corrected = people.filter(revision__gt=1).values_list("name", flat=True)
    merged = Merge.objects.filter(Q(kept__in=people) | Q(gone__in=people))
    reasons = [_("{name}：登记后已修改").format(name=name) for name in corrected]
    return reasons + [
        _("{name}：已办理合并").format(name=row.kept.name) for row in merged.select_related("kept")
    ]
