"""What is done across rooms: a person is forgotten in all of them, let in, told of his money."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.http import signature
from fangcun.base.templatetags.look import yuan
from fangcun.core.accounts.actions.forgetting import forget_account
from fangcun.core.accounts.actions.passes import account_without_phone, give_pass
from fangcun.core.accounts.models import User
from fangcun.core.audit.actions import note_look
from fangcun.core.consent.actions import note_forgotten
from fangcun.core.consent.actions import wipe as wipe_consents
from fangcun.core.consent.queries import open_request_of
from fangcun.core.entitlements.actions import wipe as wipe_entitlements
from fangcun.core.notices.actions import tell
from fangcun.core.notices.actions import wipe as wipe_notices
from fangcun.core.payments.actions.forgetting import forget_reasons
from fangcun.core.payments.queries import late_payments
from fangcun.core.people.actions import forget_resident
from fangcun.core.people.actions.accounts import own_account
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.ledger.actions.forgetting import forget as forget_deliveries
from fangcun.services.canteen.actions.diets import forget_diet
from fangcun.services.canteen.actions.forgetting import forget_festive, forget_meals, forget_words
from fangcun.services.desk.actions import forget as forget_requests

LOOKS_BACK = timedelta(days=1)
"""How long the house looks back for what nobody was told of: a night without a worker, and more."""


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


@transaction.atomic
def let_in_at_desk(*, resident: Resident, by: User, now: datetime) -> str:
    """A pass for a device of the desk; he reads among the looks at his data that one was given."""
    account = resident.account
    if account is None:
        account = account_without_phone(display_name=resident.name)
        own_account(resident=resident, account=account)
    reason = _("本人在前台要求登录，前台给了登录码")
    note_look(viewer=by, subject_id=resident.pk, field="desk_pass", reason=reason, now=now)
    return give_pass(account=account, by=by, now=now)


@transaction.atomic
def tell_of_late_money(*, now: datetime) -> None:
    """Whoever paid after the time was over is told that it goes back; each payment once.

    Payments know nothing of notices: nobody tells, the house looks.
    """
    for payment in late_payments(heard_from=now - LOOKS_BACK):
        assert payment.resident is not None  # noqa: S101  # the query asks for residents' money
        words = _("您付的{amount}元（{what}）到得太晚，没有入账，会按原来的方式退给您。")
        tell(
            resident=payment.resident,
            words=words.format(amount=yuan(payment.amount_fen), what=payment.words),
            source=f"payments:{payment.pk}",
            now=now,
        )
