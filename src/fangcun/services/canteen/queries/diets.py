"""What somebody must not eat, or needs: only while his separate consent for health holds."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from fangcun.core.consent.queries import allowing, allows
from fangcun.core.consent.states import Purpose
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import person_of, same_person
from fangcun.services.canteen.models import Diet, MenuItem
from fangcun.services.canteen.queries.dishes import contents_of
from fangcun.services.canteen.rules.diets import Clash, clashes
from fangcun.services.canteen.states import Allergen, Trait


def may_be_kept(resident: Resident, *, on: date) -> bool:
    """Whether he agreed that what he must not eat is written down."""
    return allows(resident=resident, purpose=Purpose.HEALTH, on=on)


def diet_of(resident: Resident, *, on: date) -> Diet | None:
    """What is on file, if he still agrees to it; else nobody knows."""
    if not may_be_kept(resident, on=on):
        return None
    rows = Diet.objects.filter(resident__in=same_person(resident))
    return rows.order_by("-recorded_at", "-pk").first()


def diets_of(residents: Iterable[Resident], *, on: date) -> dict[int, Diet]:
    """The diets of many people at once, by their number; of those who agree. Two queries."""
    among = Resident.objects.filter(pk__in=[one.pk for one in residents])
    agreeing = allowing(purpose=Purpose.HEALTH, on=on, among=among)
    rows = Diet.objects.annotate(whose=person_of("resident"))
    kept = rows.filter(whose__in=agreeing.values("pk")).order_by("recorded_at", "pk")
    return {getattr(diet, "whose"): diet for diet in kept}  # noqa: B009  # an annotation


def warnings_for(
    *, resident: Resident, items: Sequence[MenuItem], on: date
) -> dict[int, list[str]]:
    """What to say before somebody orders what does not suit him, by the number of the item.

    Empty for items that suit him, and for people of whom nothing may be kept. Items come with
    their dishes. What he said in his own words is `diet_of(…).words`: nobody can weigh it here.
    """
    diet = diet_of(resident, on=on)
    if diet is None or not items:
        return {}
    contents = contents_of(item.dish for item in items)
    found = {
        item.pk: clash_words(
            clashes(avoids=diet.avoids, needs=diet.needs, content=contents[item.dish_id])
        )
        for item in items
    }
    return {key: words for key, words in found.items() if words}


def clash_words(clash: Clash) -> list[str]:
    """A clash in short sentences; what he must not eat comes first."""
    contains = [one.label for one in Allergen if one in clash.contains]
    lacks = [one.label for one in Trait if one in clash.lacks]
    words = []
    if contains:
        words.append(_("含不能吃的：{what}").format(what=_("、").join(map(str, contains))))
    if lacks:
        words.append(_("不符合需要：{what}").format(what=_("、").join(map(str, lacks))))
    return words


def kept_words(diet: Diet) -> list[str]:
    """What is on file, as the kitchen reads it."""
    avoids = [str(one.label) for one in Allergen if one in diet.avoids]
    needs = [str(one.label) for one in Trait if one in diet.needs]
    said = [_("不能吃{what}").format(what=_("、").join(avoids))] if avoids else []
    said += [_("需要{what}").format(what=_("、").join(needs))] if needs else []
    return [*said, diet.words] if diet.words else said
