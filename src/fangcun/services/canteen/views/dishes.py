"""Pages: dishes and set meals of a kitchen, ingredients, photos."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.papers import JPEG, PNG, give_out
from fangcun.base.rights import Right
from fangcun.core.places.queries import Version, history_of
from fangcun.core.places.views.saving import is_done, newer_versions
from fangcun.services.canteen.access.kitchens import kitchen_or_404
from fangcun.services.canteen.access.menus import (
    dish_or_404,
    dish_with_photo_or_404,
    ingredient_or_404,
)
from fangcun.services.canteen.actions.dishes import (
    change_dish,
    change_ingredient,
    write_dish,
    write_ingredient,
    write_set_meal,
)
from fangcun.services.canteen.forms.dishes import (
    AllergensForm,
    DishForm,
    IngredientForm,
    SetMealForm,
)
from fangcun.services.canteen.models import Dish, Kitchen
from fangcun.services.canteen.queries.defaults import source_of
from fangcun.services.canteen.queries.dishes import cooking_kitchen, dishes_of, ingredients
from fangcun.services.canteen.queries.dishes import shown_dishes as shown_of

A_YEAR_SECONDS = 365 * 24 * 60 * 60

Form = DishForm | SetMealForm


class Shown(NamedTuple):
    """A dish that is being corrected, and what others wrote meanwhile."""

    dish: Dish
    newer: list[Version]


@staff_page(Right.RUN_CANTEEN)
def dishes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: everything that is cooked here, what is in it and what it costs."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    shown = list(dishes_of(kitchen))
    return render(
        request,
        "canteen/dishes.html",
        {
            "kitchen": kitchen,
            "cook": cooking_kitchen(kitchen),
            "dishes": list(shown_of(shown).values()),
            "may_write": request.user.may(Right.RUN_CANTEEN, cooking_kitchen(kitchen)),
        },
    )


@staff_page(Right.RUN_CANTEEN)
def new_dish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: put a dish on the list."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    form = DishForm(request.POST or None, request.FILES or None, kitchen=kitchen)
    return _new(request, kitchen, form, write_dish, _("新增菜品"))


@staff_page(Right.RUN_CANTEEN)
def new_set_meal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: put a set meal on the list."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    form = SetMealForm(request.POST or None, request.FILES or None, kitchen=kitchen)
    return _new(request, kitchen, form, write_set_meal, _("新增套餐"))


@staff_page(Right.RUN_CANTEEN)
def edit_dish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct a dish or a set meal."""
    dish = dish_or_404(staff=request.user, pk=pk)
    kind = SetMealForm if dish.is_set_meal else DishForm
    form = kind(
        request.POST or None,
        request.FILES or None,
        kitchen=dish.kitchen,
        initial=kind.values_of(dish),
    )
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            dish,
            lambda: change_dish(
                dish=dish,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, dish.kitchen)
    return _dish_page(request, form, str(dish), Shown(dish, newer or []))


@staff_page(Right.RUN_CANTEEN)
def ingredients_page(request: SignedInRequest) -> HttpResponse:
    """Page: the district's ingredients with the allergens in them; add one."""
    form = IngredientForm(request.POST or None)
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form, lambda: write_ingredient(**form.cleaned_data, by=by, now=now)
    ):
        messages.success(request, _("已登记“{name}”。").format(name=form.cleaned_data["name"]))
        return redirect("canteen:ingredients")
    return render(
        request,
        "canteen/ingredients.html",
        {"form": form, "ingredients": ingredients(), "told": source_of("ingredients.json")},
    )


@staff_page(Right.RUN_CANTEEN)
def edit_ingredient(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct which allergens are in an ingredient."""
    shown = ingredient_or_404(pk)
    read = {"allergens": shown.allergens, "revision": shown.revision}
    form = AllergensForm(request.POST or None, initial=read)
    newer: list[Version] | None = []
    if form.is_valid():
        by, now = signature(request.user), timezone.now()
        newer = newer_versions(
            form,
            shown,
            lambda: change_ingredient(ingredient=shown, **form.cleaned_data, by=by, now=now),
        )
        if newer is None:
            messages.success(request, _("已保存。"))
            return redirect("canteen:ingredients")
    sees_history = request.user.may(Right.READ_HISTORY)
    versions = history_of(shown) if sees_history else ()
    told = {"form": form, "ingredient": shown, "newer": newer, "versions": versions}
    return render(request, "canteen/ingredient.html", told)


def photo(request: HttpRequest, pk: int) -> FileResponse:
    """The photo of a dish, for everybody; its address changes with the dish."""
    dish = dish_with_photo_or_404(pk)
    kind = PNG if dish.photo.endswith(PNG.ending) else JPEG
    answer = give_out(kept_as=dish.photo, title=dish.name, content_type=kind.content_type)
    answer.headers["Cache-Control"] = f"public, max-age={A_YEAR_SECONDS}"
    return answer


def _new(
    request: SignedInRequest,
    kitchen: Kitchen,
    form: Form,
    write: Callable[..., Dish],
    title: str,
) -> HttpResponse:
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form, lambda: write(kitchen=kitchen, written=form.written(), by=by, now=now)
    ):
        return _saved(request, kitchen)
    return _dish_page(request, form, title)


def _dish_page(
    request: SignedInRequest, form: Form, title: str, shown: Shown | None = None
) -> HttpResponse:
    dish = shown.dish if shown else None
    sees_history = dish is not None and request.user.may(Right.READ_HISTORY)
    return render(
        request,
        "canteen/dish.html",
        {
            "form": form,
            "kitchen": form.kitchen,
            "title": title,
            "dish": dish,
            "newer": shown.newer if shown else (),
            "versions": history_of(dish) if sees_history else (),
        },
    )


def _saved(request: SignedInRequest, kitchen: Kitchen) -> HttpResponse:
    messages.success(request, _("已保存。"))
    return redirect("canteen:dishes", pk=kitchen.pk)
