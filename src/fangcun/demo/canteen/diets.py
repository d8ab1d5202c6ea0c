"""What some must not eat, or need: with their consent, as everywhere."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from fangcun.core.consent.actions import WrittenConsent, give_consent
from fangcun.core.consent.states import Channel, GivenBy, Purpose
from fangcun.demo.canteen.month import Month
from fangcun.demo.canteen.written import BY
from fangcun.services.canteen.actions.diets import WrittenDiet, write_diet
from fangcun.services.canteen.models import StandingMeal
from fangcun.services.canteen.states import Allergen, Trait

DIETS = (
    WrittenDiet(avoids=[Allergen.FISH, Allergen.CRUSTACEAN], needs=[]),
    WrittenDiet(avoids=[], needs=[Trait.SOFT, Trait.LOW_SALT]),
    WrittenDiet(avoids=[Allergen.EGG], needs=[Trait.MINCED], words="演示：米饭要煮得软一些"),
    WrittenDiet(avoids=[], needs=[Trait.LOW_SUGAR]),
)


def write_down_diets(month: Month, standing: Sequence[StandingMeal]) -> None:
    """Every fifth of those who eat regularly has told the canteen."""
    now = month.now - timedelta(days=8)
    today = timezone.localdate(now)
    for meal, diet in zip(standing[::5], DIETS, strict=False):
        consent = WrittenConsent(
            purpose=Purpose.HEALTH,
            given_by=GivenBy.SELF,
            channel=Channel.PAPER,
            evidence="演示：签字的纸在档案盒2",
            from_on=today,
        )
        give_consent(resident=meal.resident, written=consent, by=BY, today=today, now=now)
        write_diet(resident=meal.resident, revision=0, written=diet, by=BY, now=now)
