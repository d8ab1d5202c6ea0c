"""Care circles: whom a resident lets in, and whose circle a person is in."""

from datetime import date

from django.db.models import Q, QuerySet

from fangcun.core.consent.models import CircleMember
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person


def holding(on: date) -> Q:
    """Memberships that hold on a day: asked anew by every query, so revoking works at once."""
    return Q(revoked_at=None, from_on__lte=on, until__gte=on)


def circle_of(resident: Resident) -> QuerySet[CircleMember]:
    """Relatives whom a resident let in and has not put out again, past days included."""
    rows = CircleMember.objects.filter(resident__in=same_person(resident), revoked_at=None)
    return rows.select_related("account").order_by("-until", "name", "pk")


def memberships(*, account_id: int, on: date) -> QuerySet[CircleMember]:
    """In whose circles an account is on a day."""
    rows = CircleMember.objects.filter(
        holding(on),
        account=account_id,
        account__is_active=True,
        resident__forgotten_at=None,
    )
    return rows.select_related("resident__community").order_by("resident__name", "pk")
