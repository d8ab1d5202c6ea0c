"""Pages of nobody's room."""

from tests.rights.table import PUBLIC, Row

ROWS = {
    "base:choose_look": Row(PUBLIC, method="post"),
    "set_language": Row(PUBLIC, method="post"),
}
