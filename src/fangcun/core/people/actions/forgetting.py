"""Deleting a person at his request; what was counted stays counted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from fangcun.core.people.actions.residents import drop_empty_household
from fangcun.core.people.models import ForgottenCount, Merge, Phone, Resident, ResidentCode
from fangcun.core.people.queries.people import same_person

NAMELESS = "（已删除）"
KEPT_FIELDS = ("community", "sex", "birth_year")  # so that counts stay what they were


@transaction.atomic
def forget_resident(*, resident: Resident, by: str, now: datetime) -> Resident:
    """Wipe who a person is from every row and every former version; keep the anonymous row.

    Community, sex and year of birth stay, so that counts stay. Rooms upstairs wipe their own
    words about the person first. Forgetting twice is forgetting once.
    """
    rows = list(
        Resident.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=same_person(resident))
        .order_by("pk")
    )
    ids = [row.pk for row in rows]
    Phone.objects.filter(resident__in=ids).delete()
    ResidentCode.objects.filter(resident__in=ids).delete()
    Merge.objects.filter(Q(kept__in=ids) | Q(gone__in=ids)).update(before={}, after={}, phones=[])
    Resident.objects.filter(pk__in=ids, forgotten_at__isnull=True).update(
        **_nothing_known(), forgotten_at=now, revision=F("revision") + 1
    )
    for household_id in {row.household_id for row in rows}:
        drop_empty_household(household_id)
    _forget_versions(ids, by=by, now=now)
    return Resident.objects.get(pk=resident.pk)


@transaction.atomic
def count_forgotten(*, resident: Resident, had: Iterable[tuple[str, int]]) -> None:
    """Count one person more of his community under each of what he had, with its year.

    Rooms call it once they have wiped their rows, so that wiping again counts nothing twice.
    """
    for what, year in sorted(set(had)):  # in order, so that two at once do not block each other
        where = {"community_id": resident.community_id, "what": what, "year": year}
        ForgottenCount.objects.bulk_create([ForgottenCount(**where)], ignore_conflicts=True)
        ForgottenCount.objects.filter(**where).update(people=F("people") + 1)


def _nothing_known() -> dict[str, Any]:
    return {
        "name": NAMELESS,
        "pinyin": "",
        "initials": "",
        "born_on": None,
        "language": "",
        "card_number": None,
        "id_sealed": None,
        "id_digest": None,
        "address": None,
        "household": None,
        "relation": "",
        "phones_written": "",
        "note": "",
        "found_by": [],
        "account": None,
    }


def _forget_versions(ids: list[int], *, by: str, now: datetime) -> None:
    """History keeps that the person was deleted, by whom and when; nothing else."""
    versions: Any = Resident.history
    versions.filter(id__in=ids).delete()
    rows = list(Resident.objects.filter(pk__in=ids))
    versions.bulk_history_create(
        rows,
        update=True,
        default_user=by,
        default_date=now,
        default_change_reason=_("删除个人信息"),
    )
