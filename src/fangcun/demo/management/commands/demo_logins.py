"""Say which accounts the demo has."""

from typing import Any

from django.core.management.base import BaseCommand

from fangcun.demo.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "list the demo's accounts"

    def handle(self, *args: Any, **options: Any) -> None:
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username} / {PASSWORD}  {account.display_name}")
