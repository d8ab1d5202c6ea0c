"""What a canteen sells whatever the hour and the weekday: written by the rooms' own actions.

Run as a program in the environment of the site; prints what the tests have to know as JSON.
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.browser.site import PROJECT, environment_of

CHINA = ZoneInfo("Asia/Shanghai")
DISH, PRICE_FEN = "小米粥套餐", 600
DAYS = 4


@dataclass(frozen=True, slots=True)
class CanteenRows:
    """Rows of the demo's canteen: a meal that is served all day, a sale, a seating, a person."""

    kitchen: int
    dish: str
    menus: dict[str, int]  # by day
    sale: int
    pack: int
    seating: int
    tables: list[int]
    resident: int
    name: str
    phone: str

    def day(self, ahead: int = 0) -> str:
        """Today where the canteen is, or so many days ahead; the tests may run over midnight."""
        return f"{datetime.now(CHINA).date() + timedelta(days=ahead)}"


def write_rows() -> CanteenRows:
    from django.utils import timezone

    from fangcun.core.accounts.models import User
    from fangcun.services.canteen.models import Kitchen
    from fangcun.services.canteen.tests.festivals_cast import a_sale, a_seating

    now = timezone.now()
    cook = User.objects.get(username="canteen")
    kitchen = Kitchen.objects.get(supplied_by=None)
    phone = _a_telephone(kitchen)
    sale = a_sale(kitchen=kitchen, by=cook, now=now, name="元宵礼包")
    seating = a_seating(kitchen, by=cook, now=now, name="团圆饭")
    return CanteenRows(
        kitchen=kitchen.pk,
        dish=DISH,
        menus={f"{day}": menu for day, menu in _menus(kitchen, cook, now).items()},
        sale=sale.pk,
        pack=sale.items.get().pk,
        seating=seating.pk,
        tables=list(kitchen.tables.filter(seats__gte=4).values_list("pk", flat=True)[:2]),
        resident=phone.resident_id,
        name=phone.resident.name,
        phone=phone.number,
    )


def _menus(kitchen, cook, now: datetime) -> dict[date, int]:
    """Breakfast of some days, ordered and served until midnight."""
    from django.utils import timezone

    from fangcun.services.canteen.states import Period
    from fangcun.services.canteen.tests.cast import a_dish, a_meal_time, a_menu

    all_day = {"serves_from": time(0), "serves_until": time(23, 59, 59)}
    a_meal_time(kitchen, Period.BREAKFAST, cut_off_days=0, cut_off_at=time(23, 59, 59), **all_day)
    dish = a_dish(kitchen, DISH, price_fen=PRICE_FEN)
    today = timezone.localdate(now)
    days = [today + timedelta(days=ahead) for ahead in range(DAYS)]
    return {
        day: a_menu(kitchen, day, Period.BREAKFAST, [dish], by=cook, now=now).pk for day in days
    }


def _a_telephone(kitchen):
    """Of somebody who lives near, shares it with nobody and is called like nobody else."""
    from django.db.models import Count

    from fangcun.core.people.models import Phone, Resident
    from fangcun.core.people.queries import present

    names = Resident.objects.values("name").annotate(times=Count("pk")).filter(times=1)
    near = present(Resident.objects.filter(community=kitchen.facility.community_id))
    alone = Phone.objects.values("number").annotate(times=Count("pk")).filter(times=1)
    mine = Phone.objects.filter(
        is_main=True,
        number__in=alone.values("number"),
        resident__in=near.filter(name__in=names.values("name")).values("pk"),
    )
    return mine.select_related("resident").order_by("pk")[0]


def rows_written(folder: Path) -> CanteenRows:
    """The same, written into the running site whose data is in `folder`."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.browser.canteen_rows"],
        cwd=PROJECT,
        env=environment_of(folder),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return CanteenRows(**json.loads(said.stdout.splitlines()[-1]))


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write("\n" + json.dumps(asdict(write_rows())))
