"""Open an account for a member of staff with a role for the district, or give a new password.

Also the way back in where every administrator has lost password or telephone.
"""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from fangcun.base.http import signature
from fangcun.core.accounts.actions import clear_second_factor, give_role, open_account
from fangcun.core.accounts.states import SCOPES_OF, Role, Scope
from fangcun.core.audit.actions import note_account_event
from fangcun.core.audit.states import AccountEventKind

BY = "open_account"
FOR_THE_DISTRICT = [role for role, scopes in SCOPES_OF.items() if Scope.DISTRICT in scopes]


class Command(BaseCommand):
    help = "open an account: fangcun open_account USERNAME --name 姓名 --role administrator"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", choices=FOR_THE_DISTRICT, default=Role.AUDITOR)
        parser.add_argument(
            "--new-telephone", action="store_true", help="forget the authenticator set up before"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass("密码 · password: ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        account = open_account(
            username=options["username"], password=password, display_name=options["name"]
        )
        now = timezone.now()
        note_account_event(
            kind=AccountEventKind.ACCOUNT_OPENED,
            account_id=account.pk,
            name=signature(account),
            by=BY,
            now=now,
        )
        if options["new_telephone"]:
            clear_second_factor(account=account, by=BY, now=now)
        role = Role(options["role"])
        if not account.assignments.filter(role=role, ended_at=None).exists():
            give_role(
                user=account,
                role=role,
                scope=Scope.DISTRICT,
                starts_on=timezone.localdate(),
                by=BY,
            )
        self.stdout.write(f"{account.username}: {role.label}")
