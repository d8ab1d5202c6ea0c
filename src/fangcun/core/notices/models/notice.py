"""What people are to be told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.notices.states import NoticeState, ToldBy
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community


class Notice(models.Model):
    """告知: one thing that one person is to be told: your place, your meal, the class is off.

    A mobile telephone on record gets a message. Whoever has none is on the desk's list until
    somebody has told him: nobody is left out for want of a telephone.
    """

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
    }

    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="notices", verbose_name=_("居民")
    )
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="notices", verbose_name=_("社区")
    )
    words = models.CharField(_("内容"), max_length=500)
    source = models.CharField(_("来源"), max_length=80)
    """The row that it is about, as `room:number`: `ledger:12`."""
    tell_by = models.DateTimeField(_("请于此前告知"), null=True, blank=True)
    """Later it is of no use to him: a place that has to be accepted, a meal of today."""
    state = models.CharField(
        _("状态"), max_length=20, choices=NoticeState, default=NoticeState.TO_TELL
    )
    told_by = models.CharField(_("告知方式"), max_length=20, choices=ToldBy, blank=True)
    told_at = models.DateTimeField(_("告知时间"), null=True, blank=True)
    teller = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("告知人"),
        null=True,
        blank=True,
    )
    """Who told him, or who dropped it; nobody where a message did, or he read it himself."""
    dropped_at = models.DateTimeField(_("不再告知时间"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("短信尝试次数"), default=0)
    tried_at = models.DateTimeField(_("短信尝试时间"), null=True, blank=True)
    written_at = models.DateTimeField(_("生成时间"))

    class Meta:
        verbose_name = _("告知")
        constraints = (
            models.UniqueConstraint(
                name="nobody_is_told_the_same_twice", fields=["resident", "source", "words"]
            ),
            models.CheckConstraint(
                name="a_told_notice_says_when_and_how",
                condition=Q(state=NoticeState.TOLD, told_at__isnull=False) & ~Q(told_by="")
                | ~Q(state=NoticeState.TOLD) & Q(told_at__isnull=True, told_by=""),
            ),
            models.CheckConstraint(
                name="a_dropped_notice_says_when",
                condition=Q(state=NoticeState.DROPPED, dropped_at__isnull=False)
                | ~Q(state=NoticeState.DROPPED) & Q(dropped_at__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                fields=["community", "tell_by", "id"],
                name="people_to_be_told",
                condition=Q(state=NoticeState.TO_TELL),
            ),
            models.Index(fields=["resident", "-written_at"], name="what_a_person_was_told"),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def told_person(self) -> Resident:
        """Whom to tell: the row that was kept, where two were one person."""
        return self.resident.merged_into or self.resident

    @property
    def how(self) -> str:
        """How it stands, in a word: told by telephone, or still to be told."""
        if self.state == NoticeState.TOLD:
            return _now("已告知（{how}）").format(how=self.get_told_by_display())
        return self.get_state_display()
