"""Pages for everybody, without signing in: where there is something to eat, and what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.services.canteen.access.kitchens import public_kitchen_or_404
from fangcun.services.canteen.prints.menus import week_menu
from fangcun.services.canteen.queries.menus import (
    A_WEEK,
    meal_times_of,
    public_kitchens,
    public_meals,
    published_days,
)
from fangcun.services.canteen.rules.meals import A_DAY
from fangcun.services.canteen.views.menus import week_asked


def menus(request: HttpRequest) -> HttpResponse:
    """Page: the canteens and meal points, and when there is the next menu."""
    today = timezone.localdate()
    kitchens = list(public_kitchens())
    days = published_days(kitchens, since=today)
    return render(
        request,
        "canteen/public_kitchens.html",
        {"kitchens": [(one, days.get(one.pk)) for one in kitchens], "today": today},
    )


def menu(request: HttpRequest, pk: int) -> HttpResponse:
    """Page: what there is to eat today and in the week ahead, what is in it, what it costs."""
    kitchen, now = public_kitchen_or_404(pk), timezone.now()
    today = timezone.localdate(now)
    meals = public_meals(kitchen, since=today, until=today + A_WEEK - A_DAY, now=now)
    days = sorted({meal.menu.served_on for meal in meals})
    return render(
        request,
        "canteen/public_menu.html",
        {
            "kitchen": kitchen,
            "today": today,
            "days": [(day, [one for one in meals if one.menu.served_on == day]) for day in days],
            "meal_times": [one for one in meal_times_of(kitchen) if one.is_offered],
        },
    )


def week_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The menu of a week on paper, for the wall and for people without a telephone."""
    kitchen, monday = public_kitchen_or_404(pk), week_asked(request)
    until = monday + A_WEEK - A_DAY
    meals = public_meals(kitchen, since=monday, until=until, now=timezone.now())
    return HttpResponse(
        week_menu(kitchen, monday=monday, meals=meals),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="menu-{kitchen.pk}-{monday}.pdf"'},
    )
