"""Prepaid cards and tabs: a balance, and every movement of it."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.payments.states import EntryKind, Method
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import history


class Account(models.Model):
    """账户: money that one person has with one operator: ahead on a card, behind on a tab.

    A card never goes below nothing, a tab never beyond its limit; the balance moves by one guarded
    statement, and every movement is a row. A tab stands above nothing when something is given
    back that was settled already: the next thing is paid from it.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "resident__community__subdistrict",
        ScopeKind.COMMUNITY: "resident__community_id",
        ScopeKind.FACILITY: "operator__contracts__facility_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="money_accounts", verbose_name=_("居民")
    )
    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, related_name="money_accounts", verbose_name=_("机构")
    )
    method = models.CharField(
        _("类型"), max_length=10, choices=[(m.value, m.label) for m in (Method.CARD, Method.TAB)]
    )
    balance_fen = models.BigIntegerField(_("余额"), default=0)
    limit_fen = models.BigIntegerField(_("挂账上限"), default=0)
    opened_at = models.DateTimeField(_("开户时间"))
    opened_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("办理人")
    )
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["balance_fen"])

    class Meta:
        verbose_name = _("账户")
        constraints = (
            models.UniqueConstraint(
                name="one_card_and_one_tab_with_an_operator",
                fields=["resident", "operator", "method"],
            ),
            models.CheckConstraint(
                name="a_card_holds_nothing_or_more_and_a_tab_keeps_its_limit",
                condition=Q(method=Method.CARD, balance_fen__gte=0)
                | Q(method=Method.TAB, balance_fen__gte=-1 * models.F("limit_fen")),
            ),
            models.CheckConstraint(
                name="a_limit_is_nothing_or_more", condition=Q(limit_fen__gte=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.resident}"

    @property
    def is_card(self) -> bool:
        return self.method == Method.CARD

    @property
    def owed_fen(self) -> int:
        """What is behind on a tab."""
        return max(0, -self.balance_fen)

    @property
    def to_spend_fen(self) -> int:
        """How much may still be taken from a card, or written on a tab."""
        return self.balance_fen if self.is_card else self.limit_fen + self.balance_fen


class AccountEntry(models.Model):
    """流水: one movement of a card or a tab; rows are only ever added."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="entries", verbose_name=_("账户")
    )
    kind = models.CharField(_("类型"), max_length=20, choices=EntryKind)
    amount_fen = models.BigIntegerField(_("金额"))
    """Added to the balance: a payment is below nothing."""
    balance_fen = models.BigIntegerField(_("余额"))
    source = models.CharField(_("来源"), max_length=80)
    written_key = models.UUIDField(_("登记凭证"), unique=True)
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("经办人")
    )

    class Meta:
        verbose_name = _("账户流水")
        indexes = (models.Index(fields=["account", "-id"], name="movements_of_an_account"),)
        triggers = (
            pgtrigger.Protect(
                name="movements_are_kept", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount_fen}"
