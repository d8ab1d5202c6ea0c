"""Fill an empty database with the demo district; leave one that holds anything as it is."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from fangcun.core.accounts.models import User
from fangcun.demo.accounts import demo_user, open_demo_accounts
from fangcun.demo.book import fill_demo_books
from fangcun.demo.canteen.load import open_demo_canteen
from fangcun.demo.classes import offer_demo_classes
from fangcun.demo.deliveries import record_demo_deliveries
from fangcun.demo.district import load_demo_district
from fangcun.demo.operators import sign_demo_contracts
from fangcun.demo.own_data import ask_about_own_data
from fangcun.demo.people import register_demo_residents
from fangcun.demo.public_life import show_demo_life
from fangcun.demo.rooms import open_demo_rooms
from fangcun.demo.scenario import ask_demo_scenario


class Command(BaseCommand):
    help = "load the demo district into an empty database"

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if User.objects.exists() or not load_demo_district(now=now):
            return
        call_command("load_defaults")
        open_demo_rooms(now=now)
        sign_demo_contracts(now=now)
        open_demo_accounts(now=now)
        register_demo_residents(now=now)
        fill_demo_books(now=now)
        open_demo_canteen(now=now)
        record_demo_deliveries(now=now)
        offer_demo_classes(now=now)
        show_demo_life(now=now)
        ask_about_own_data(now=now)
        ask_demo_scenario(asked_by=demo_user("planner"), now=now)
