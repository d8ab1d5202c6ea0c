"""Background jobs: each calls one action, signed by the house."""

from django.utils import timezone
from procrastinate.contrib.django import app

from fangcun.core.accounts.actions import the_house
from fangcun.services.canteen.actions.calls import end_meals_over
from fangcun.services.canteen.actions.diets import drop_diets_without_consent
from fangcun.services.canteen.actions.laying_out import (
    AHEAD,
    LAY_OUT_MENU,
    lay_out_menu,
    lay_out_standing,
)
from fangcun.services.canteen.queries.to_order import menu_numbered


@app.task(name=LAY_OUT_MENU)
def lay_out_of_menu(menu: int) -> None:
    """Standing meals are ordered as soon as their menu is published."""
    lay_out_menu(menu=menu_numbered(menu), by=the_house(), now=timezone.now())


@app.periodic(cron="7 * * * *")
@app.task(name="canteen.lay_out_standing", queueing_lock="canteen.lay_out_standing")
def lay_out(timestamp: int) -> None:
    """Whatever is missing of all standing meals: somebody came back, a menu was changed."""
    now = timezone.now()
    lay_out_standing(until=timezone.localdate(now) + AHEAD, by=the_house(), now=now)


@app.periodic(cron="*/5 * * * *")
@app.task(name="canteen.close_meals", queueing_lock="canteen.close_meals")
def close_meals(timestamp: int) -> None:
    """A meal is closed some minutes after its end: who lives alone is called the same hour."""
    end_meals_over(by=the_house(), now=timezone.now())


@app.periodic(cron="12 2 * * *")
@app.task(name="canteen.drop_diets", queueing_lock="canteen.drop_diets")
def drop_diets(timestamp: int) -> None:
    """What people took their consent back for is not kept."""
    drop_diets_without_consent(now=timezone.now())
