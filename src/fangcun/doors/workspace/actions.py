"""What is done across rooms: a resident is forgotten in all of them at once."""

from datetime import datetime

from django.db import transaction

from fangcun.base.http import signature
from fangcun.core.accounts.actions.forgetting import forget_account
from fangcun.core.accounts.models import User
from fangcun.core.consent.actions import note_forgotten
from fangcun.core.consent.actions import wipe as wipe_consents
from fangcun.core.consent.queries import open_request_of
from fangcun.core.entitlements.actions import wipe as wipe_entitlements
from fangcun.core.notices.actions import wipe as wipe_notices
from fangcun.core.payments.actions.forgetting import forget_reasons
from fangcun.core.people.actions import forget_resident
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.ledger.actions.forgetting import forget as forget_deliveries
from fangcun.services.canteen.actions.diets import forget_diet
from fangcun.services.canteen.actions.forgetting import forget_festive, forget_meals, forget_words
from fangcun.services.desk.actions import forget as forget_requests


@transaction.atomic
def forget_person(*, resident: Resident, by: User, now: datetime) -> Resident:
    """Wipe a person at his request from every room, or from none; counts stay.

    Rooms upstairs first: they find their rows by the person who is wiped last.
    """
    rows = list(Resident.objects.filter(pk__in=same_person(resident)).select_related("account"))
    asked = open_request_of(resident)
    for row in rows:
        forget_requests(resident=row, by=by, now=now)
    forget_meals(resident=resident, by=by, now=now)
    forget_festive(resident=resident, by=by, now=now)
    forget_words(resident=resident)
    forget_diet(resident=resident)
    forget_deliveries(resident)
    forget_reasons(resident=resident)
    wipe_notices(resident=resident)
    wipe_entitlements(resident=resident)
    wipe_consents(resident=resident)
    forgotten = forget_resident(resident=resident, by=signature(by), now=now)
    for row in rows:
        if row.account is not None:
            forget_account(account=row.account, by=by, now=now)
    if asked is not None:
        note_forgotten(request=asked, by=signature(by), now=now)
    return forgotten
