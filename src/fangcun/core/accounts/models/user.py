"""Accounts."""

from typing import Any, TypeVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from fangcun.base.rights import Right
from fangcun.base.scopes import Grant, is_within, within
from fangcun.core.accounts.states import GUARDED

Row = TypeVar("Row", bound=Model)


class User(AbstractUser):
    """A person who signs in: a member of staff, or a resident by telephone."""

    display_name = models.CharField(_("姓名"), max_length=40, blank=True)
    phone = models.CharField(_("手机号码"), max_length=20, blank=True)
    is_resident = models.BooleanField(_("居民"), default=False)
    """A resident signs in by telephone and code, has no password and holds no role."""
    must_change_password = models.BooleanField(_("须修改密码"), default=False)
    password_set_at = models.DateTimeField(_("密码设定时间"), null=True, blank=True)
    session_stamp = models.PositiveIntegerField(_("登录批次"), default=1)
    """Raised to end every session of this account."""
    revision = models.PositiveIntegerField(_("版本"), default=1)

    class Meta(AbstractUser.Meta):
        constraints = (
            models.UniqueConstraint(
                name="a_resident_has_one_account_for_a_phone",
                fields=["phone", "display_name"],
                condition=Q(is_resident=True) & ~Q(phone=""),
            ),
        )

    def __str__(self) -> str:
        return self.display_name or self.username

    @cached_property
    def work(self) -> tuple[Any, ...]:
        """The `RoleAssignment`s of this moment: asked once a request, so an end is an end."""
        if self.is_resident or not self.is_active:
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

    @property
    def signs_in_twice(self) -> bool:
        """Whether this person's work asks for a second factor, where the deployment does."""
        return any(grant.rights & GUARDED for grant in self.grants)

    @property
    def has_second_factor(self) -> bool:
        """Whether a telephone was set up, and has shown a right code."""
        factor: Any = getattr(self, "second_factor", None)
        return factor is not None and factor.confirmed_at is not None

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What every session of this account is checked against, at every request."""
        return salted_hmac(
            "fangcun.accounts.session",
            f"{self.password}:{self.session_stamp}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()
