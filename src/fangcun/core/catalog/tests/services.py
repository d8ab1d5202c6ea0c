"""Services that tests of rooms upstairs promise and deliver."""

from itertools import count
from typing import Any

from fangcun.core.catalog.models import ServiceKind

_numbers = count(1)


def a_service(name: str = "清洗油烟机", **more: Any) -> ServiceKind:
    number = next(_numbers)
    fields = {"code": f"service-{number}", "name_en": name, "position": number}
    return ServiceKind.objects.create(name_zh=name, **{**fields, **more})
