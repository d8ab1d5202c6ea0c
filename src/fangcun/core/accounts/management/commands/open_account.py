"""Open an account for a member of staff with a role for the district, or give a new password."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from fangcun.core.accounts.actions import give_role, open_account
from fangcun.core.accounts.states import SCOPES_OF, Role, Scope

FOR_THE_DISTRICT = [role for role, scopes in SCOPES_OF.items() if Scope.DISTRICT in scopes]


class Command(BaseCommand):
    help = "open an account: fangcun open_account USERNAME --name 姓名 --role administrator"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", choices=FOR_THE_DISTRICT, default=Role.AUDITOR)

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass("密码 · password: ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        account = open_account(
            username=options["username"], password=password, display_name=options["name"]
        )
        role = Role(options["role"])
        if not account.assignments.filter(role=role, ended_at=None).exists():
            give_role(
                user=account,
                role=role,
                scope=Scope.DISTRICT,
                starts_on=timezone.localdate(),
                by="open_account",
            )
        self.stdout.write(f"{account.username}: {role.label}")
