"""Accounts."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangcun.base.rights import Right
from fangcun.core.people.states import RIGHTS_OF, Role


class User(AbstractUser):
    """A member of staff who signs in."""

    display_name = models.CharField(_("姓名"), max_length=40, blank=True)
    role = models.CharField(_("岗位"), max_length=20, choices=Role, default=Role.AUDITOR)

    def __str__(self) -> str:
        return self.display_name or self.username

    def may(self, right: Right) -> bool:
        """Whether this person's work allows it."""
        return self.is_active and right in RIGHTS_OF.get(self.role, frozenset())
