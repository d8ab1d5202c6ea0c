"""Promises."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.people.models import Household, Resident
from fangcun.core.places.models import Community, Facility
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.ledger.models.offer import Offer
from fangcun.ledger.models.record import ServiceRecord
from fangcun.ledger.models.unmet import UnmetNeed
from fangcun.ledger.states import SETTLED, STANDING, CommitmentState

SETTLED_COLUMNS = ("state", "settled_at", "settled_by_id", "record_id", "unmet_need_id")


class Commitment(models.Model):
    """约定: units of a service promised to somebody until a day, in exactly one state.

    Settled, it points at the one row that says how it ended: a service record if it was kept, an
    unmet need if it ended otherwise. The database holds that, so no promise can end in nothing.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
        ScopeKind.FACILITY: "facility_id",
        ScopeKind.OPERATOR: "operator_id",
    }

    service = models.ForeignKey(
        ServiceKind, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("服务")
    )
    resident = models.ForeignKey(
        Resident,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("居民"),
        null=True,
        blank=True,
    )
    promised_to = models.CharField(_("约定对象"), max_length=LONGEST_TEXT, blank=True)
    """Who, where no resident is on record: 陈先生 12号楼301, an organisation."""
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("社区")
    )
    operator = models.ForeignKey(
        Operator,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("服务机构"),
        null=True,
        blank=True,
    )
    """None: the community itself."""
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("设施"),
        null=True,
        blank=True,
    )
    offer = models.ForeignKey(
        Offer,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("供给"),
        null=True,
        blank=True,
    )
    """None: nothing that can run out, such as a steward's promise to see to something."""
    household = models.ForeignKey(
        Household,
        on_delete=models.SET_NULL,
        related_name="commitments",
        verbose_name=_("户"),
        null=True,
        blank=True,
    )
    """The household on the day of booking: a cap per household counts it."""
    units = models.PositiveIntegerField(_("数量"), default=1)
    price_fen = models.BigIntegerField(_("约定价格"), default=0)
    due_on = models.DateField(_("约定日期"))
    source = models.CharField(_("来源"), max_length=80, blank=True)
    """The row that asked for it, as `room:number`: `desk:12`."""
    written_key = models.UUIDField(_("登记凭证"), unique=True, null=True, blank=True)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    state = models.CharField(
        _("状态"), max_length=20, choices=CommitmentState, default=CommitmentState.OPEN
    )
    accept_by = models.DateTimeField(_("请于此前确认"), null=True, blank=True)
    """Of a place held for somebody who moved up from the waiting list."""
    made_at = models.DateTimeField(_("约定时间"))
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("约定人")
    )
    settled_at = models.DateTimeField(_("了结时间"), null=True, blank=True)
    settled_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("了结人"),
        null=True,
        blank=True,
    )
    settled_why = models.CharField(_("了结说明"), max_length=500, blank=True)
    record = models.OneToOneField(
        ServiceRecord,
        on_delete=models.PROTECT,
        related_name="commitment",
        verbose_name=_("服务记录"),
        null=True,
        blank=True,
    )
    unmet_need = models.OneToOneField(
        UnmetNeed,
        on_delete=models.PROTECT,
        related_name="commitment",
        verbose_name=_("未满足需求"),
        null=True,
        blank=True,
    )
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history()

    class Meta:
        verbose_name = _("约定")
        constraints = (
            models.CheckConstraint(
                name="a_commitment_is_open_or_settled",
                condition=Q(state__in=sorted(STANDING), settled_at=None, settled_by=None)
                | Q(state__in=sorted(SETTLED), settled_at__isnull=False, settled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_promise_ends_in_one_record_or_one_unmet_need",
                condition=Q(state__in=sorted(STANDING), record=None, unmet_need=None)
                | Q(state=CommitmentState.KEPT, record__isnull=False, unmet_need=None)
                | Q(
                    state__in=sorted(SETTLED - {CommitmentState.KEPT}),
                    record=None,
                    unmet_need__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="only_a_held_place_waits_for_a_yes",
                condition=Q(state=CommitmentState.HELD, accept_by__isnull=False)
                | (~Q(state=CommitmentState.HELD) & Q(accept_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="one_waits_for_an_offer",
                condition=~Q(state__in=[CommitmentState.WAITING, CommitmentState.HELD])
                | Q(offer__isnull=False),
            ),
            models.CheckConstraint(
                name="a_commitment_is_made_to_somebody",
                condition=Q(resident__isnull=False) | ~Q(promised_to=""),
            ),
            models.CheckConstraint(
                name="a_commitment_promises_something", condition=Q(units__gt=0)
            ),
        )
        indexes = (
            models.Index(
                fields=["operator", "due_on"],
                name="open_promises_of_an_operator",
                condition=Q(state=CommitmentState.OPEN),
            ),
            models.Index(
                fields=["community", "due_on"],
                name="open_promises_in_a_community",
                condition=Q(state=CommitmentState.OPEN),
            ),
            models.Index(fields=["due_on", "id"], name="promises_by_day"),
            models.Index(fields=["resident", "due_on"], name="what_a_person_was_promised"),
            models.Index(fields=["source"], name="promises_by_source"),
            models.Index(fields=["offer", "state", "id"], name="promises_of_an_offer"),
            models.Index(
                fields=["accept_by"],
                name="places_held",
                condition=Q(state=CommitmentState.HELD),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="promises_are_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_promise_is_settled_once",
                operation=pgtrigger.UpdateOf(*SETTLED_COLUMNS),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Q(old__state__in=sorted(SETTLED)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} · {self.resident or self.promised_to}"

    @property
    def is_open(self) -> bool:
        return self.state == CommitmentState.OPEN

    @property
    def is_standing(self) -> bool:
        """Promised, held or waiting: not settled yet."""
        return self.state in STANDING
