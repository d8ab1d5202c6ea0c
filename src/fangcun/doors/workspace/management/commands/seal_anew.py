"""Seal what is sealed with the newest key, after a key was put first in FANGCUN_FIELD_KEYS.

The old key may leave the setting when this has run to its end; running it again does no harm.
Recovery codes on paper know only the old key: whoever has some makes new ones before it leaves.
"""

from typing import Any

from django.core.management.base import BaseCommand

from fangcun.core.accounts import actions as accounts
from fangcun.core.entitlements import actions as entitlements
from fangcun.core.people import actions as people


class Command(BaseCommand):
    help = "seal anew, with the first key of FANGCUN_FIELD_KEYS, whatever another key sealed"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"身份证号 · ID numbers: {people.seal_anew()}")
        self.stdout.write(f"证件号 · numbers of papers: {entitlements.seal_anew()}")
        self.stdout.write(f"动态验证码 · second factors: {accounts.seal_anew()}")
