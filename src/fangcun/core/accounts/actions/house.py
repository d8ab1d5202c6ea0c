"""The house itself: what happens at its hour is signed by nobody who could have forgotten it."""

from django.db import transaction

from fangcun.core.accounts.models import User
from fangcun.core.accounts.states import THE_HOUSE


@transaction.atomic
def the_house() -> User:
    """The account that signs what the clock does: 系统. Nobody signs in with it."""
    house, is_new = User.objects.get_or_create(
        username=THE_HOUSE, defaults={"display_name": THE_HOUSE, "is_active": False}
    )
    if is_new:
        house.set_unusable_password()
        house.save(update_fields=["password"])
    return house
