"""The code that a resident shows at a desk: made when he first asks for it, renewed at will."""

from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction

from fangcun.core.people.models import Resident, ResidentCode

TOKEN_BYTES = 12  # 96 bits: nobody guesses one, and the picture stays coarse enough to be scanned


@transaction.atomic
def code_for(*, resident: Resident, now: datetime) -> ResidentCode:
    """His code as it is; the first time one is made."""
    made = {"token": token_urlsafe(TOKEN_BYTES), "made_at": now}
    return ResidentCode.objects.get_or_create(resident=resident, defaults=made)[0]


@transaction.atomic
def renew_code(*, resident: Resident, now: datetime) -> ResidentCode:
    """A new one; whoever has a picture of the old one has nothing any more."""
    made = {"token": token_urlsafe(TOKEN_BYTES), "made_at": now}
    return ResidentCode.objects.update_or_create(resident=resident, defaults=made)[0]
