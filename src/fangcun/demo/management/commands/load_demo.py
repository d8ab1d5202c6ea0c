"""Fill an empty database with the demo district; leave one that holds anything as it is."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from fangcun.core.people.models import User
from fangcun.demo.accounts import open_demo_accounts
from fangcun.demo.district import load_demo_district


class Command(BaseCommand):
    help = "load the demo district into an empty database"

    def handle(self, *args: Any, **options: Any) -> None:
        if not User.objects.exists():
            open_demo_accounts()
        load_demo_district(now=timezone.now())
