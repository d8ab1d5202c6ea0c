"""Two at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from fangcun.base.errors import Refusal
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.accounts.tests.outbox import OUTBOX, Outbox
from fangcun.core.notices.actions import AlreadyTold, mark_told, send_waiting
from fangcun.core.notices.models import Notice
from fangcun.core.notices.states import ToldBy
from fangcun.core.notices.tests.cast import MONDAY_9AM, a_notice
from fangcun.core.people.tests.cast import a_resident


@pytest.mark.django_db(transaction=True)
def test_two_at_once_tell_him_once(settings):
    settings.MESSAGES = OUTBOX
    Outbox.sent.clear()
    resident, stewards = a_resident(), [a_person(), a_person()]

    first, second = _at_once(*[lambda: a_notice(resident=resident)] * 2)
    told = _at_once(
        *(
            lambda by=by: mark_told(notice=first, told_by=ToldBy.PHONE, by=by, now=MONDAY_9AM)
            for by in stewards
        )
    )
    with_mobile = [a_notice(phone=f"1380000002{number}") for number in range(3)]
    sent = _at_once(*[lambda: send_waiting(now=MONDAY_9AM)] * 2)

    assert first == second
    assert sum(isinstance(one, AlreadyTold) for one in told) == 1
    assert sum(sent) == len(Outbox.sent) == len(with_mobile)
    assert len({phone for phone, _text in Outbox.sent}) == len(with_mobile)
    assert not Notice.objects.exclude(told_by__in=[ToldBy.PHONE, ToldBy.MESSAGE]).exists()


def _at_once(*acts):
    """All at once; what each of them gave, or was refused with."""
    start = Barrier(len(acts))

    def one(act):
        try:
            start.wait()
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))
