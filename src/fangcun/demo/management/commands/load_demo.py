"""Fill an empty database with the demo district; leave one that holds anything as it is."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from fangcun.core.accounts.models import User
from fangcun.demo.accounts import demo_planner, open_demo_accounts
from fangcun.demo.district import load_demo_district
from fangcun.demo.scenario import ask_demo_scenario


class Command(BaseCommand):
    help = "load the demo district into an empty database"

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if not User.objects.exists():
            open_demo_accounts(today=timezone.localdate(now))
        planner = demo_planner()
        if load_demo_district(now=now) and planner is not None:
            ask_demo_scenario(asked_by=planner, now=now)
