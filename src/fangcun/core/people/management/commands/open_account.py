"""Open an account for a member of staff, or give one a new password and role."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fangcun.core.people.actions import open_account
from fangcun.core.people.states import Role


class Command(BaseCommand):
    help = "open an account: fangcun open_account USERNAME --name 姓名 --role administrator"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", choices=Role.values, default=Role.AUDITOR)

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass("密码 · password: ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        account = open_account(
            username=options["username"],
            password=password,
            display_name=options["name"],
            role=Role(options["role"]),
        )
        self.stdout.write(f"{account.username}: {account.get_role_display()}")
