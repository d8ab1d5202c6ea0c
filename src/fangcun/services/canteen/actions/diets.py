"""What somebody must not eat, or needs: written down with his separate consent only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.consent.queries import allowing
from fangcun.core.consent.states import Purpose
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import person_of, same_person
from fangcun.core.places.actions.revised import ChangedMeanwhile
from fangcun.services.canteen.models import Diet
from fangcun.services.canteen.queries.diets import may_be_kept
from fangcun.services.canteen.states import Allergen, Trait


class NoConsent(Refusal):
    """He has not agreed that anything about his health is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDiet:
    """What he must not eat, what he needs, and what else he says."""

    avoids: Sequence[str]
    needs: Sequence[str]
    words: str = ""


@transaction.atomic
def write_diet(
    *, resident: Resident, revision: int, written: WrittenDiet, by: str, now: datetime
) -> Diet:
    """Write down a diet over the version that was read; 0: nothing is on file yet."""
    if not may_be_kept(resident, on=timezone.localdate(now)):
        raise NoConsent(_("居民还没有单独同意登记健康信息，请先请他签健康信息的同意书。"))
    values = {
        "avoids": [one.value for one in Allergen if one in written.avoids],
        "needs": [one.value for one in Trait if one in written.needs],
        "words": written.words,
        "recorded_by": by,
        "recorded_at": now,
    }
    if revision == 0:
        return _first(resident, values)
    rows = Diet.objects.filter(resident__in=same_person(resident), revision=revision)
    if not rows.update(**values, revision=F("revision") + 1):
        raise _changed()
    return Diet.objects.filter(resident__in=same_person(resident)).latest("recorded_at")


@transaction.atomic
def forget_diet(*, resident: Resident) -> None:
    """Wipe what is on file of a person, in all his records."""
    Diet.objects.filter(resident__in=same_person(resident)).delete()


@transaction.atomic
def drop_diets_without_consent(*, now: datetime) -> int:
    """Delete what people have taken their consent back for; returns how many rows went."""
    agreeing = allowing(
        purpose=Purpose.HEALTH, on=timezone.localdate(now), among=Resident.objects.all()
    )
    rows = Diet.objects.annotate(whose=person_of("resident"))
    gone = list(rows.exclude(whose__in=agreeing.values("pk")).values_list("pk", flat=True))
    return Diet.objects.filter(pk__in=gone).delete()[0]


def _first(resident: Resident, values: dict[str, object]) -> Diet:
    try:
        with transaction.atomic():
            return Diet.objects.create(resident=resident, **values)
    except IntegrityError as error:
        raise _changed() from error


def _changed() -> ChangedMeanwhile:
    return ChangedMeanwhile(_("您打开后，别人已修改过。请核对后再保存。"))
