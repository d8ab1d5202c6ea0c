"""What the desk and an operator do about a need, by their own actions, while a resident looks on.

Run as a program in the environment of the site: `need_answered NUMBER promised|done`.
"""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from tests.browser.site import PROJECT, environment_of

THANKS = "换好了，谢谢师傅"


def promise(number: int) -> None:
    """The steward hands it to an operator who works in the community, for tomorrow."""
    from django.utils import timezone

    from fangcun.core.accounts.models import User
    from fangcun.core.catalog.models import ServiceKind
    from fangcun.core.operators.models import Operator
    from fangcun.services.desk.actions import dispatch_request
    from fangcun.services.desk.models import ServiceRequest

    now, asked = timezone.now(), ServiceRequest.objects.get(pk=number)
    dispatch_request(
        request=asked,
        revision=asked.revision,
        operator=Operator.objects.filter(contracts__isnull=False).order_by("pk")[0],
        service=ServiceKind.objects.order_by("position", "pk")[0],
        due_on=timezone.localdate(now) + timedelta(days=1),
        by=User.objects.get(username="steward"),
        now=now,
    )


def finish(number: int) -> None:
    """It is done, and the steward rings to ask whether it helped."""
    from django.utils import timezone

    from fangcun.core.accounts.models import User
    from fangcun.services.desk.actions import call_back, finish_request
    from fangcun.services.desk.models import ServiceRequest
    from fangcun.services.desk.states import Channel

    now, steward = timezone.now(), User.objects.get(username="steward")
    asked = ServiceRequest.objects.get(pk=number)
    asked = finish_request(
        request=asked,
        revision=asked.revision,
        served_on=timezone.localdate(now),
        by=steward,
        now=now,
    )
    call_back(
        request=asked,
        revision=asked.revision,
        reached=True,
        is_solved=True,
        score=5,
        words=THANKS,
        is_thanks=True,
        channel=Channel.PHONE,
        by=steward,
        now=now,
    )


def need_goes_on(folder: Path, number: int, what: str) -> None:
    """The same, in the running site whose data is in `folder`."""
    subprocess.run(
        [sys.executable, "-m", "tests.browser.need_answered", str(number), what],
        cwd=PROJECT,
        env=environment_of(folder),
        check=True,
    )


if __name__ == "__main__":
    import django

    django.setup()
    {"promised": promise, "done": finish}[sys.argv[2]](int(sys.argv[1]))
