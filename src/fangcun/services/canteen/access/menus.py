"""Dishes, menus and diets: for those who run a kitchen, or serve a person."""

from datetime import datetime

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.audit.actions import note_look
from fangcun.core.people.models import Resident
from fangcun.services.canteen.models import Diet, Dish, Ingredient, MealTime, Menu, PriceClass
from fangcun.services.canteen.queries.diets import diet_of
from fangcun.services.canteen.queries.dishes import with_ingredients
from fangcun.services.canteen.queries.menus import with_items

DIET_FIELD = "diet"


def dish_or_404(*, staff: Staff, pk: int) -> Dish:
    """A dish or set meal, for those who run the kitchen that cooks it."""
    rows = Dish.objects.select_related("kitchen__facility__community", "kitchen__supplied_by")
    rows = with_ingredients(rows).prefetch_related("prices", "parts")
    return row_or_404(staff=staff, right=Right.RUN_CANTEEN, rows=rows, pk=pk)


def meal_time_or_404(*, staff: Staff, kitchen: int, period: str) -> MealTime:
    rows = MealTime.objects.select_related("kitchen__facility")
    return row_or_404(
        staff=staff, right=Right.RUN_CANTEEN, rows=rows, kitchen=kitchen, period=period
    )


def menu_or_404(*, staff: Staff, pk: int) -> Menu:
    """The menu of a meal, for those who run its kitchen."""
    rows = with_items(Menu.objects.select_related("kitchen__facility", "kitchen__supplied_by"))
    return row_or_404(staff=staff, right=Right.RUN_CANTEEN, rows=rows, pk=pk)


def price_class_or_404(code: str) -> PriceClass:
    """Who pays a price of his own: everybody who works here may read it."""
    found = PriceClass.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("没有这个价格类别"))
    return found


def ingredient_or_404(pk: int) -> Ingredient:
    found = Ingredient.objects.filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这种食材"))
    return found


def dish_with_photo_or_404(pk: int) -> Dish:
    """A dish that everybody may look at."""
    found = Dish.objects.filter(pk=pk).exclude(photo="").first()
    if found is None:
        raise Http404(_("没有这张照片"))
    return found


def resident_to_serve_or_404(*, staff: Staff, pk: int) -> Resident:
    """A person for whom this member of staff orders meals."""
    rows = Resident.objects.select_related("community", "address", "household")
    return row_or_404(staff=staff, right=Right.ORDER_MEALS, rows=rows, pk=pk)


def look_at_diet(*, staff: Staff, resident: Resident, now: datetime) -> Diet | None:
    """What is on file of what he must not eat; the look is written down, he can read it."""
    diet = diet_of(resident, on=timezone.localdate(now))
    if diet is not None:
        note_look(
            viewer=staff,
            subject_id=resident.pk,
            field=DIET_FIELD,
            reason=_("查看饮食要求"),
            now=now,
        )
    return diet
