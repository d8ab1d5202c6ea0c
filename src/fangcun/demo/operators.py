"""Who runs the demo's facilities: contracts with their promises, credentials with their ends."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.actions import (
    NewContract,
    WrittenCredential,
    WrittenLine,
    WrittenOperator,
    add_credential,
    open_operator,
    sign_contract,
)
from fangcun.core.operators.models import Operator
from fangcun.core.operators.states import CountedIn, CredentialKind, Per
from fangcun.core.places.models import Facility, Room
from fangcun.core.places.states import RoomKind
from fangcun.demo.canteen.written import written as canteen

BY = "演示"
DATA = Path(__file__).parent / "data"
BEGUN_AGO = timedelta(days=400)
RUNS_FOR = timedelta(days=3 * 365)
PAPERS = {
    CredentialKind.BUSINESS_LICENCE: timedelta(days=2000),
    CredentialKind.FOOD_PERMIT: timedelta(days=45),
    CredentialKind.INSURANCE: timedelta(days=20),
}
"""How long the demo's credentials still run: some are about to end."""


@transaction.atomic
def sign_demo_contracts(*, now: datetime) -> int:
    """Every operator of the demo gets its papers, every facility its contract; says how many."""
    today = timezone.localdate(now)
    operators = {
        written["name"]: _opened(written, today, now) for written in _written()["operator"]
    }
    signed = 0
    for facility in Facility.objects.order_by("ref").prefetch_related("rooms"):
        operator = operators.get(facility.operator_name)
        if operator is None:
            continue
        new = NewContract(
            operator=operator,
            facility=facility,
            starts_on=today - BEGUN_AGO,
            ends_on=today - BEGUN_AGO + RUNS_FOR,
            number=f"演示-{facility.ref}",
            liaison="演示联络人",
            lines=tuple(_promises(facility)),
        )
        sign_contract(new=new, by=BY, now=now, is_demo=True)
        signed += 1
    _sign_for_the_canteen(operators, today, now)
    return signed + 1


def _sign_for_the_canteen(operators: dict[str, Operator], today: date, now: datetime) -> None:
    """The report does not say who runs this facility; its canteen has an operator of the demo."""
    written = canteen()["kitchen"]
    room = Room.objects.select_related("facility").get(
        facility__community__code=written["community"],
        facility__is_demo=False,
        kind=RoomKind.CANTEEN,
    )
    new = NewContract(
        operator=operators[written["operator"]],
        facility=room.facility,
        rooms=(room,),
        starts_on=today - BEGUN_AGO,
        ends_on=today - BEGUN_AGO + RUNS_FOR,
        number=f"演示-{room.facility.ref}",
        liaison="演示联络人",
        lines=tuple(_promises(room.facility, only=room)),
    )
    sign_contract(new=new, by=BY, now=now, is_demo=True)


def _opened(written: dict[str, Any], today: date, now: datetime) -> Operator:
    operator = open_operator(
        written=WrittenOperator(name=written["name"], brand=written.get("brand", "")),
        by=BY,
        now=now,
        is_demo=written["name"].startswith("演示"),
    )
    for kind, still in PAPERS.items():
        add_credential(
            operator=operator,
            written=WrittenCredential(kind=kind, number="演示", expires_on=today + still),
            by=BY,
            now=now,
            is_demo=True,
        )
    return operator


def _promises(facility: Facility, *, only: Room | None = None) -> Iterator[WrittenLine]:
    rooms = {room.kind: room for room in ([only] if only else facility.rooms.all())}
    for written in _written()["promise"]:
        if room := rooms.get(written["room"]):
            yield WrittenLine(
                service=ServiceKind.objects.get(code=written["service"]),
                quantity=written["quantity"],
                per=Per(written["per"]),
                counted_in=CountedIn(written.get("counted_in", CountedIn.PERSON_TIMES)),
                room=room,
                price_fen=written["price_yuan"] * 100,
            )


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads((DATA / "operators.toml").read_text())
