"""Who looked, who signed in: for those who audit and those who manage accounts."""

from fangcun.core.accounts.states import Role
from tests.rights.table import Row

AUDITORS = {Role.AUDITOR, Role.ADMINISTRATOR}

ROWS = {
    "audit:looks": Row(AUDITORS),
    "audit:events": Row(AUDITORS),
}
