"""Signing in and out, one's own account, and the accounts of others."""

from tests.rights.table import PUBLIC, Row

ROWS = {
    "accounts:sign_in": Row(PUBLIC),
    "accounts:sign_out": Row(PUBLIC, method="post"),
}
