"""The planning room's stage: the town on record, two people, one finished plan."""

import pytest
from django.test import Client

from fangcun.core.accounts.models import User
from fangcun.oversight.planning.models import Plan, Scenario
from fangcun.oversight.planning.tests.cast import (
    a_plan,
    a_planner,
    a_scenario,
    an_auditor,
    an_imported_town,
)


@pytest.fixture
def town(db: None) -> None:
    an_imported_town()


@pytest.fixture
def planner(db: None) -> User:
    return a_planner()


@pytest.fixture
def auditor(db: None) -> User:
    return an_auditor()


@pytest.fixture
def scenario(planner: User) -> Scenario:
    return a_scenario(planner)


@pytest.fixture
def plan(town: None, scenario: Scenario) -> Plan:
    return a_plan(scenario)


@pytest.fixture
def planner_client(planner: User) -> Client:
    return signed_in(planner)


@pytest.fixture
def auditor_client(auditor: User) -> Client:
    return signed_in(auditor)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
