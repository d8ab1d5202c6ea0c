"""What is paid for somebody's meal by others than himself."""

from datetime import datetime

from django.db import transaction

from fangcun.services.canteen.models import MealOrder


@transaction.atomic
def claim_subsidy(*, order: MealOrder, now: datetime) -> int:
    """The subsidy of this order in fen; asked again after it was changed, it is counted anew."""
    return 0


@transaction.atomic
def release_subsidy(*, order: MealOrder, now: datetime) -> None:
    """The meal was cancelled or not collected: another of this meal time may be subsidised."""
