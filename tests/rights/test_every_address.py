"""Every address of the site, asked by every role, a resident and nobody, against one table."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from fangcun.core.accounts.states import Role
from tests.rights.table import PUBLIC, Row, every_name, every_row
from tests.rights.town import RESIDENT, Town, a_town, is_held_for_a_place

ROWS = every_row()
OF_ONE_PLACE = sorted(name for name, row in ROWS.items() if row.is_of_one_place)
VISITORS = sorted(PUBLIC)
SHUT = {401, 403, 404}


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Town]:
    """One town for all: nobody leaves a trace in it."""
    with django_db_blocker.unblock(), _undone():
        yield a_town()


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class TestTable:
    def test_speaks_of_every_address(self):
        assert every_name() - ROWS.keys() == set()

    def test_speaks_of_nothing_else(self):
        assert ROWS.keys() - every_name() == set()

    def test_says_who_is_meant(self):
        assert {name for name, row in ROWS.items() if not row.roles <= PUBLIC} == set()


@pytest.mark.django_db
class TestEveryAddress:
    @pytest.mark.parametrize("name", sorted(ROWS))
    def test_lets_in_whom_the_table_says(self, town: Town, name: str):
        row = ROWS[name]
        with _undone():
            address, data = row.address(name, town.a), row.data(town.a)
            let_in = {
                role
                for role in VISITORS
                if _is_in(_asked(town.a.client(role), row, address, data), row)
            }

        assert _names(let_in - row.roles) == [], "gets in, and should not"
        assert _names(row.roles - let_in) == [], "should get in, and does not"

    @pytest.mark.parametrize("name", OF_ONE_PLACE)
    def test_is_not_there_for_the_same_role_of_another_community(self, town: Town, name: str):
        row = ROWS[name]
        with _undone():
            address, data = row.address(name, town.a), row.data(town.a)
            statuses = {
                role: _asked(town.b.client(role), row, address, data).status_code
                for role in row.roles
                if is_held_for_a_place(role) or role == RESIDENT
            }

        assert {role for role, status in statuses.items() if status != 404} == set(), statuses


def _asked(client: Client, row: Row, address: str, data: dict[str, object]) -> HttpResponse:
    with _undone():
        return getattr(client, row.method)(address, data)


def _is_in(answer: HttpResponse, row: Row) -> bool:
    if answer.status_code in SHUT - ({404} if row.is_ones_own else set()):
        return False
    return not (300 <= answer.status_code < 400 and _is_a_door(answer.headers["Location"]))


def _is_a_door(where: str) -> bool:
    try:
        return resolve(urlsplit(where).path).url_name == "sign_in"
    except Resolver404:
        return False


def _names(roles: set[str] | frozenset[str]) -> list[str]:
    return sorted(role.value if isinstance(role, Role) else role for role in roles)
