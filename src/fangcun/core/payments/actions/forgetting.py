"""Forgetting why somebody was given money back; what moved stays on the books."""

from django.db import transaction

from fangcun.core.payments.models import Refund
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person

FORGOTTEN = "（已删除）"
"""Whoever gives back says why: so much stays said."""


@transaction.atomic
def forget_reasons(*, resident: Resident) -> None:
    """Empty what people wrote of him when money went back."""
    written = Refund.objects.filter(
        payment__resident__in=same_person(resident), made_by__isnull=False
    )
    written.update(why=FORGOTTEN)
