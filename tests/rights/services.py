"""The services that residents can receive."""

from django.utils import timezone

from fangcun.core.accounts.states import Role
from fangcun.core.catalog.actions import load_default_services
from tests.rights.table import STAFF, Row
from tests.rights.town import Side

RULERS = {Role.PLANNER, Role.COMMUNITY_MANAGER, Role.ADMINISTRATOR}


def _service(_side: Side) -> list[str]:
    load_default_services(by="安装程序", now=timezone.now())
    return ["lunch"]


ROWS = {
    "catalog:services": Row(STAFF),
    "catalog:new_service": Row(RULERS),
    "catalog:edit_service": Row(RULERS, _service),
}
