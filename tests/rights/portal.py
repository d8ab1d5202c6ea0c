"""The residents' own pages: for whoever signed in by telephone, each his own."""

from datetime import timedelta

from django.utils import timezone

from fangcun.core.accounts.states import Role
from fangcun.core.consent.models import CircleMember, Consent
from fangcun.ledger.models import Commitment, Offer
from fangcun.ledger.states import CommitmentState
from tests.rights.table import PUBLIC, Row
from tests.rights.town import RESIDENT

ONLY_AFTER_A_CODE = Row(frozenset())
AT_HOME = Row({RESIDENT})


def a_consent(side):
    today = timezone.localdate()
    written = {"given_by": "self", "channel": "online", "evidence": "登录", "from_on": today}
    consent = Consent.objects.create(
        resident=side.resident,
        purpose="service",
        recorded_by="本人",
        recorded_at=timezone.now(),
        **written,
    )
    return [consent.pk]


def a_relative(side):
    """The neighbour lets himself in, so that one resident may ask at both addresses."""
    today = timezone.localdate()
    member = CircleMember.objects.create(
        resident=side.resident,
        account=side.resident.account,
        name="陈明",
        kinship="child",
        phone="13900000000",
        sees=["identity"],
        from_on=today,
        until=today + timedelta(days=30),
        channel="online",
        evidence="登录",
        recorded_by="本人",
        recorded_at=timezone.now(),
    )
    return [member.pk]


def _an_offer(side):
    now = timezone.now()
    return Offer.objects.create(
        service=side.service,
        community=side.community,
        starts_at=now + timedelta(days=1),
        ends_at=now + timedelta(days=1, hours=1),
        books_from=now,
        books_until=now + timedelta(days=1),
        cancel_until=now + timedelta(hours=12),
        taken=1,
        opened_by=side.people[Role.STEWARD],
        opened_at=now,
    )


def an_open_offer(side):
    return [_an_offer(side).pk]


def a_held_place(side):
    now = timezone.now()
    offer = _an_offer(side)
    held = Commitment.objects.create(
        offer=offer,
        service=side.service,
        community=side.community,
        resident=side.resident,
        due_on=timezone.localdate(offer.starts_at),
        state=CommitmentState.HELD,
        accept_by=now + timedelta(hours=1),
        made_at=now,
        made_by=side.people[Role.STEWARD],
    )
    return [held.pk]


ROWS = {
    "desk:ask": Row({RESIDENT}, method="post"),
    "portal:front": Row(PUBLIC),
    "portal:near": Row(PUBLIC),
    "portal:keep_here": Row(PUBLIC, method="post"),
    "portal:areas": Row(PUBLIC),
    "portal:facility": Row(PUBLIC, lambda side: [side.facility.pk]),
    "portal:service": Row(PUBLIC, lambda side: [side.service.code]),
    "portal:offer": Row(PUBLIC, an_open_offer),
    "portal:book": Row({RESIDENT}, an_open_offer, method="post"),
    "portal:lobby": Row(PUBLIC, lambda side: [side.facility.pk]),
    "portal:sign_in": Row(PUBLIC),
    "portal:code": ONLY_AFTER_A_CODE,
    "portal:who": ONLY_AFTER_A_CODE,
    "portal:home": AT_HOME,
    "portal:requests": AT_HOME,
    "portal:services": AT_HOME,
    "portal:bookings": AT_HOME,
    "portal:accept": Row({RESIDENT}, a_held_place, method="post", is_of_one_place=True),
    "portal:cancel": Row({RESIDENT}, a_held_place, method="post", is_of_one_place=True),
    "portal:notices": AT_HOME,
    "portal:data": AT_HOME,
    "portal:looks": AT_HOME,
    "portal:own_data": AT_HOME,
    "portal:own_data_file": AT_HOME,
    "portal:consents": AT_HOME,
    "portal:give_consent": Row({RESIDENT}, lambda _: ["service"], method="post"),
    "portal:withdraw_consent": Row({RESIDENT}, a_consent, method="post"),
    "portal:forget": AT_HOME,
    "portal:circles": AT_HOME,
    "portal:let_in": AT_HOME,
    "portal:revoke": Row({RESIDENT}, a_relative, method="post"),
    "portal:circle": Row({RESIDENT}, a_relative),
}
