"""What is true of a resident for a while."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangcun.base.crypto import unseal
from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.entitlements.states import LEVELS_OF, SENSITIVE_KINDS, CircumstanceKind
from fangcun.core.people.models import Resident
from fangcun.core.places.models.kept import LONGEST_TEXT, history


class Circumstance(models.Model):
    """情况: 低保, 残疾, 独居 and the like, with what shows it and until when.

    It runs from `from_on` to `until`, both days included, unless somebody ended it earlier.
    Not verified means: he says so, nobody has seen the paper yet.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "resident__community__subdistrict",
        ScopeKind.COMMUNITY: "resident__community_id",
    }

    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="circumstances", verbose_name=_("居民")
    )
    kind = models.CharField(_("情况"), max_length=30, choices=CircumstanceKind)
    level = models.PositiveSmallIntegerField(_("等级"), null=True, blank=True)
    evidence = models.CharField(_("依据"), max_length=LONGEST_TEXT, blank=True)
    number_sealed = models.BinaryField(_("证件编号（加密）"), null=True, blank=True)
    number_tail = models.CharField(_("证件编号末四位"), max_length=4, blank=True)
    from_on = models.DateField(_("开始日期"))
    until = models.DateField(_("有效期至"), null=True, blank=True)
    verified_by = models.CharField(_("核实人"), max_length=LONGEST_TEXT, blank=True)
    verified_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    recorded_by = models.CharField(_("登记人"), max_length=LONGEST_TEXT)
    recorded_at = models.DateTimeField(_("登记时间"))
    ended_at = models.DateTimeField(_("终止时间"), null=True, blank=True)
    ended_because = models.CharField(_("终止原因"), max_length=LONGEST_TEXT, blank=True)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["number_sealed"])

    class Meta:
        verbose_name = _("情况")
        constraints = (
            models.UniqueConstraint(
                name="a_kind_of_circumstance_runs_once_for_a_resident",
                fields=["resident", "kind"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_circumstance_does_not_end_before_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="levels_are_those_of_the_certificate",
                condition=Q(level__isnull=True)
                | Q(kind=CircumstanceKind.DISABLED, level__range=(1, 4))
                | Q(kind=CircumstanceKind.ABILITY_LEVEL, level__range=(0, 4)),
            ),
            models.CheckConstraint(
                name="who_verified_and_when_go_together",
                condition=Q(verified_at__isnull=True, verified_by="")
                | (Q(verified_at__isnull=False) & ~Q(verified_by="")),
            ),
        )
        indexes = (
            models.Index(
                fields=["kind", "resident"],
                condition=Q(ended_at__isnull=True),
                name="who_is_in_a_circumstance",
            ),
            models.Index(
                fields=["until"], condition=Q(ended_at__isnull=True), name="soon_to_run_out"
            ),
        )

    def __str__(self) -> str:
        kind = self.get_kind_display()
        return f"{kind}（{self.level_name}）" if self.level_name else kind

    @property
    def level_name(self) -> str:
        levels = LEVELS_OF.get(self.kind)
        return str(levels(str(self.level)).label) if levels and self.level is not None else ""

    @property
    def place(self) -> str:
        """Where the sealed number belongs."""
        return f"circumstance:{self.resident_id}:{self.kind}"

    @property
    def has_number(self) -> bool:
        return self.number_sealed is not None

    @property
    def number(self) -> str:
        """The whole number of the paper; pages get it through an action that notes the look."""
        sealed = self.number_sealed
        return "" if sealed is None else unseal(bytes(sealed), place=self.place)

    @property
    def is_sensitive(self) -> bool:
        return self.kind in SENSITIVE_KINDS

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None

    def has_run_out_on(self, day: date) -> bool:
        return self.until is not None and self.until < day
