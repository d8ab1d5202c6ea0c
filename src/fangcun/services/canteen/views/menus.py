"""Pages: the week of a kitchen, and the menu of one meal."""

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.services.canteen.access.kitchens import kitchen_or_404
from fangcun.services.canteen.access.menus import menu_or_404
from fangcun.services.canteen.actions.menus import (
    change_menu,
    copy_week,
    draft_menu,
    publish_menu,
    publish_week,
    take_over_week,
)
from fangcun.services.canteen.forms.menus import MenuForm
from fangcun.services.canteen.models import Dish, Kitchen, Menu
from fangcun.services.canteen.queries.dishes import dishes_of
from fangcun.services.canteen.queries.menus import A_WEEK, board, menu_on
from fangcun.services.canteen.rules.meals import monday_of
from fangcun.services.canteen.sheets.menus import week_sheet
from fangcun.services.canteen.states import Period
from fangcun.services.canteen.views.asking import day_asked, me

FARTHEST = timedelta(days=3660)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_page(Right.ORDER_MEALS)
def week(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: seven days of menus: what is written, published, ordered."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk)
    monday = week_asked(request)
    days = board(kitchen, monday=monday, now=timezone.now())
    menus = [cell.menu for day in days for cell in day.cells if cell.menu is not None]
    return render(
        request,
        "canteen/week.html",
        {
            "has_menus": bool(menus),
            "has_drafts": any(menu.published_at is None for menu in menus),
            "kitchen": kitchen,
            "days": days,
            "meal_times": [cell.meal_time for cell in days[0].cells],
            "monday": monday,
            "week_before": monday - A_WEEK,
            "week_after": monday + A_WEEK,
            "may_run": request.user.may(Right.RUN_CANTEEN, kitchen),
        },
    )


@staff_page(Right.ORDER_MEALS)
def week_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The week as an Excel sheet."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk)
    monday = week_asked(request)
    content = week_sheet(kitchen, board(kitchen, monday=monday, now=timezone.now()))
    name = f'attachment; filename="menu-{kitchen.pk}-{monday}.xlsx"'
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": name})


@staff_page(Right.RUN_CANTEEN)
def edit_menu(request: SignedInRequest, pk: int, day: date, period: str) -> HttpResponse:
    """Page: the menu of one meal: choose dishes, portions, what standing orders get."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    if period not in Period.values:
        raise Http404(_("没有这一餐"))
    menu = menu_on(kitchen, day=day, period=period)
    form = MenuForm(request.POST or None, dishes=_choice(kitchen, menu), menu=menu)
    if form.is_valid():
        try:
            meal = menu or Menu(kitchen=kitchen, served_on=day, period=period)
            _write(request, form, meal)
            messages.success(request, _("已保存。"))
            return redirect(_week_of(kitchen, day))
        except ChangedMeanwhile as refusal:
            menu = menu_on(kitchen, day=day, period=period)
            form.add_error(None, str(refusal))
            form.read_again(revision=menu.revision if menu else 1)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "canteen/edit_menu.html",
        {
            "kitchen": kitchen,
            "day": day,
            "period": Period(period),
            "shown": menu,
            "form": form,
            "back": _week_of(kitchen, day),
        },
    )


@require_POST
@staff_page(Right.RUN_CANTEEN)
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let people order from one menu."""
    menu = menu_or_404(staff=request.user, pk=pk)
    _try(
        request,
        lambda: publish_menu(menu=menu, by=me(request), now=timezone.now()),
        _("已发布，现在可以预订。"),
    )
    return redirect(_week_of(menu.kitchen, menu.served_on))


@require_POST
@staff_page(Right.RUN_CANTEEN)
def publish_whole_week(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let people order from every menu that is written for a week."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    monday = week_asked(request, request.POST.get("week", ""))
    _try_many(
        request,
        lambda: publish_week(kitchen=kitchen, monday=monday, by=me(request), now=timezone.now()),
        _("这一周没有待发布的菜单。"),
    )
    return redirect(_week_of(kitchen, monday))


@require_POST
@staff_page(Right.RUN_CANTEEN)
def copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a week with the menus of the week before."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    monday = week_asked(request, request.POST.get("week", ""))
    _try_many(
        request,
        lambda: copy_week(
            kitchen=kitchen,
            from_monday=monday - A_WEEK,
            to_monday=monday,
            by=me(request),
            now=timezone.now(),
        ),
        _("没有可以沿用的：上一周没有菜单，或这一周都已写好。"),
    )
    return redirect(_week_of(kitchen, monday))


@require_POST
@staff_page(Right.RUN_CANTEEN)
def take_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin the week of a meal point with what its kitchen cooks."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    monday = week_asked(request, request.POST.get("week", ""))
    _try_many(
        request,
        lambda: take_over_week(kitchen=kitchen, monday=monday, by=me(request), now=timezone.now()),
        _("没有可以沿用的：供餐食堂没有菜单，或这一周都已写好。"),
    )
    return redirect(_week_of(kitchen, monday))


def week_asked(request: HttpRequest, asked: str = "") -> date:
    """The Monday of the week that a page is about; of this week where that makes no sense."""
    today = timezone.localdate()
    day = day_asked(request, asked=asked or request.GET.get("week", ""))
    return monday_of(day if abs(day - today) < FARTHEST else today)


def _choice(kitchen: Kitchen, menu: Menu | None) -> list[Dish]:
    """Dishes in use, and those on the menu that are not any more."""
    on_menu = {item.dish_id for item in menu.items.all()} if menu else set()
    return [dish for dish in dishes_of(kitchen) if dish.is_in_use or dish.pk in on_menu]


def _write(request: SignedInRequest, form: MenuForm, menu: Menu) -> None:
    """Begin a menu, or change the one that is there."""
    by, now = me(request), timezone.now()
    if menu.pk is None:
        draft_menu(
            kitchen=menu.kitchen,
            served_on=menu.served_on,
            period=Period(menu.period),
            lines=form.lines(),
            by=by,
            now=now,
        )
        return
    filled = form.cleaned_data
    change_menu(
        menu=menu,
        revision=filled["revision"],
        lines=form.lines(),
        why=filled["why"],
        by=by,
        now=now,
    )


def _try(request: SignedInRequest, act: Callable[[], object], done: str) -> None:
    try:
        act()
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))


def _try_many(request: SignedInRequest, act: Callable[[], list[Menu]], nothing: str) -> None:
    try:
        count = len(act())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return
    if count:
        done = ngettext("{count}份菜单已好。", "{count}份菜单已好。", count)
        messages.success(request, done.format(count=count))
    else:
        messages.info(request, nothing)


def _week_of(kitchen: Kitchen, day: date) -> str:
    return f"{reverse('canteen:week', args=[kitchen.pk])}?week={monday_of(day)}"
