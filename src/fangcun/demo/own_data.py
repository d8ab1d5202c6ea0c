"""What residents of the demo have asked of the desk about their own data, and its clerical work."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fangcun.core.consent.actions import WrittenMember, ask_to_be_forgotten, let_in
from fangcun.core.consent.states import Channel, CircleAction, FieldGroup, GivenBy, Kinship
from fangcun.core.people.actions import (
    ImportedResident,
    NewResident,
    import_residents,
    register_resident,
)
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community
from fangcun.demo.accounts import demo_user

BY = "演示"
A_YEAR = timedelta(days=365)
THE_LIST = UUID(int=1)  # the same upload, however often the demo is loaded
NEWCOMERS = ("白新来", "方新来")
DAUGHTERS_PHONE = "19900099999"


@transaction.atomic
def ask_about_own_data(*, now: datetime) -> None:
    """A relative let in, a deletion asked for, a person written down twice, a list imported.

    It is the two who stand first in the book of residents: whoever opens it finds them.
    """
    community = Community.objects.get(roleassignment__user=demo_user("steward"))
    elder, leaver = Resident.objects.filter(community=community).order_by("name", "pk")[:2]
    _let_daughter_in(elder, now)
    _write_down_again(elder, now)
    _ask_to_be_forgotten(leaver, now)
    _import_list(community, now)


def _let_daughter_in(elder: Resident, now: datetime) -> None:
    today = timezone.localdate(now)
    written = WrittenMember(
        name="演示女儿",
        kinship=Kinship.CHILD,
        phone=DAUGHTERS_PHONE,
        sees=[FieldGroup.IDENTITY, FieldGroup.REQUESTS],
        does=[CircleAction.REQUEST],
        from_on=today,
        until=today + A_YEAR,
        channel=Channel.PAPER,
        evidence="演示：签字的纸在档案盒1",
    )
    let_in(resident=elder, written=written, by=BY, now=now)


def _write_down_again(elder: Resident, now: datetime) -> None:
    """The same person under the same name, without telephone: somebody did not look first."""
    again = NewResident(
        name=elder.name, community=elder.community, birth_year=elder.birth_year, is_demo=True
    )
    register_resident(given=again, by=BY, now=now)


def _ask_to_be_forgotten(leaver: Resident, now: datetime) -> None:
    ask_to_be_forgotten(
        resident=leaver,
        asked_by=GivenBy.SELF,
        channel=Channel.PAPER,
        words="演示：要搬走了，请删掉我的信息。",
        by=BY,
        today=timezone.localdate(now),
        now=now,
    )


def _import_list(community: Community, now: datetime) -> None:
    rows = [
        ImportedResident(NewResident(name=name, community=community, is_demo=True))
        for name in NEWCOMERS
    ]
    import_residents(
        rows=rows, community=community, file_name="演示名单.xlsx", upload=THE_LIST, by=BY, now=now
    )
