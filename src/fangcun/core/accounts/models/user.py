"""Accounts."""

from typing import Any, TypeVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from fangcun.base.rights import Right
from fangcun.base.scopes import Grant, is_within, within

Row = TypeVar("Row", bound=Model)


class User(AbstractUser):
    """A person who signs in: a member of staff, or a resident by telephone."""

    display_name = models.CharField(_("姓名"), max_length=40, blank=True)
    phone = models.CharField(_("手机号码"), max_length=20, blank=True)

    def __str__(self) -> str:
        return self.display_name or self.username

    @cached_property
    def work(self) -> tuple[Any, ...]:
        """The `RoleAssignment`s of this moment: asked once a request, so an end is an end."""
        if not self.is_active:
            return ()
        return tuple(self.assignments.held_at(timezone.now()).order_by("pk"))

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """What this person's roles give, and where."""
        return tuple(one.grant for one in self.work)

    def may(self, right: Right, row: Model | None = None) -> bool:
        """Whether this person's work allows it: at all, or for this row."""
        if row is not None:
            return is_within(grants=self.grants, right=right, row=row)
        return any(right in grant.rights for grant in self.grants)

    def rows(self, right: Right, rows: QuerySet[Row]) -> QuerySet[Row]:
        """The rows for which this person holds the right."""
        return within(grants=self.grants, right=right, rows=rows)
