"""The people of the tests: one who plans, one who reads, and their browsers."""

from django.test import Client

from fangcun.core.people.models import User
from fangcun.core.people.states import Role


def a_planner(username: str = "planner") -> User:
    return User.objects.create(username=username, display_name="区规划员", role=Role.PLANNER)


def an_auditor() -> User:
    return User.objects.create(username="auditor", display_name="审计员", role=Role.AUDITOR)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client
