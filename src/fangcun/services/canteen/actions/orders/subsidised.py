"""The subsidy of a meal that is not had goes to the next meal that he has ordered."""

from datetime import datetime

from fangcun.core.accounts.models import User
from fangcun.services.canteen.actions.orders.ended import keep_version
from fangcun.services.canteen.actions.orders.paying import settle_difference
from fangcun.services.canteen.actions.subsidies import claim_for_next, release_subsidy
from fangcun.services.canteen.models import MealOrder


def pass_on_subsidy(*, order: MealOrder, by: User, now: datetime) -> None:
    """He does not have this meal."""
    had_one = order.subsidy_fen > 0
    release_subsidy(order=order, now=now)
    if had_one:
        give_to_next(order=order, by=by, now=now)


def give_to_next(*, order: MealOrder, by: User, now: datetime) -> None:
    """What he has paid too much for the next meal comes back to him."""
    following = claim_for_next(order=order, now=now)
    if following is not None:
        settle_difference(order=following, before=following.price_fen, by=by, now=now)
        keep_version(following, by, now)
