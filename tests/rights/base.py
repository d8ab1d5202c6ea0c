"""Pages of nobody's room."""

from fangcun.core.accounts.states import Role
from tests.rights.table import PUBLIC, Row

ROWS = {
    "base:choose_look": Row(PUBLIC, method="post"),
    "base:parts": Row({Role.ADMINISTRATOR}),
    "set_language": Row(PUBLIC, method="post"),
}
