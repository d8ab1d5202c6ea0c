"""Operators and contracts that tests of every room upstairs work with."""

from datetime import date
from itertools import count
from typing import Any

from fangcun.core.operators.models import Contract, Operator
from fangcun.core.places.models import Facility
from fangcun.core.places.tests.cast import a_facility

_numbers = count(1)


def an_operator(name: str = "好帮手服务公司", **more: Any) -> Operator:
    return Operator.objects.create(name=f"{name}{next(_numbers)}", **more)


def a_contract(
    operator: Operator | None = None, facility: Facility | None = None, **more: Any
) -> Contract:
    fields = {"starts_on": date(2026, 1, 1), "ends_on": date(2099, 12, 31)}
    return Contract.objects.create(
        operator=operator or an_operator(),
        facility=facility or a_facility(),
        **{**fields, **more},
    )
