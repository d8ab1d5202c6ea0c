"""A new key is put first: what the old one sealed is sealed again."""

from io import StringIO

import pytest
from django.core.management import call_command

from fangcun.core.accounts.actions import begin_second_factor
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.people.actions import NewResident, register_resident
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.core.places.tests.cast import a_community

ID_NUMBER = "11010519491231002X"


def told() -> str:
    out = StringIO()
    call_command("seal_anew", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_old_key_may_leave_afterwards(settings):
    given = NewResident(name="陈桂英", community=a_community(), id_number=ID_NUMBER)
    resident = register_resident(given=given, by="甲", now=MONDAY_9AM)
    user = a_person()
    secret = begin_second_factor(user=user)
    old = settings.FIELD_KEYS
    settings.FIELD_KEYS = [("new", b"n" * 32), *old]

    first, again = told(), told()
    assert "ID numbers: 1" in first
    assert "second factors: 1" in first
    assert "1" not in again

    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert Resident.objects.get(pk=resident.pk).id_number == ID_NUMBER
    assert begin_second_factor(user=user) == secret
