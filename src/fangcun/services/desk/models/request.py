"""One line in the book."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.scopes import ScopeKind, ScopePaths
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community, Facility
from fangcun.core.places.models.kept import LONGEST_TEXT, history
from fangcun.services.desk.models.book import Book, Category
from fangcun.services.desk.states import (
    CLOSED_WORDS,
    OPEN_STATES,
    Channel,
    HalfDay,
    RequestState,
)

IS_OPEN = Q(state__in=sorted(OPEN_STATES))
LONGEST_LINE = 10_000
"""Characters: what a person may type or paste into one line."""


class ServiceRequest(models.Model):
    """需求单: one line in the steward's book, until the resident says that it is solved."""

    SCOPE_PATHS: ClassVar[ScopePaths] = {
        ScopeKind.SUBDISTRICT: "community__subdistrict",
        ScopeKind.COMMUNITY: "community_id",
        ScopeKind.FACILITY: "facility_id",
        ScopeKind.OPERATOR: "doer_id",
    }

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="requests", verbose_name=_("社区")
    )
    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, related_name="requests", verbose_name=_("登记本")
    )
    written_key = models.UUIDField(_("登记凭证"), unique=True)
    """Made in the browser: a line that is sent twice is kept once."""
    line = models.TextField(_("原话"), max_length=LONGEST_LINE)
    """Exactly what was typed; nothing changes it."""
    channel = models.CharField(_("渠道"), max_length=20, choices=Channel)
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        related_name="requests",
        verbose_name=_("类别"),
        null=True,
        blank=True,
    )
    service = models.ForeignKey(
        ServiceKind,
        on_delete=models.PROTECT,
        related_name="requests",
        verbose_name=_("服务项目"),
        null=True,
        blank=True,
    )
    wanted = models.CharField(_("需求"), max_length=LONGEST_TEXT, blank=True)
    answers = models.JSONField(_("问题回答"), default=dict, blank=True)
    wished_on = models.DateField(_("希望日期"), null=True, blank=True)
    wished_half = models.CharField(
        _("时段"), max_length=20, choices=HalfDay, blank=True, default=HalfDay.ANY
    )
    resident = models.ForeignKey(
        Resident,
        on_delete=models.PROTECT,
        related_name="requests",
        verbose_name=_("居民"),
        null=True,
        blank=True,
    )
    caller_name = models.CharField(_("称呼"), max_length=LONGEST_TEXT, blank=True)
    caller_phone = models.CharField(_("电话"), max_length=40, blank=True)
    place = models.CharField(_("地址"), max_length=LONGEST_TEXT, blank=True)
    is_urgent = models.BooleanField(_("紧急"), default=False)

    state = models.CharField(
        _("状态"), max_length=20, choices=RequestState, default=RequestState.RECEIVED
    )
    owner_desk = models.ForeignKey(
        Community,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("归口前台"),
        null=True,
        blank=True,
    )
    owner_operator = models.ForeignKey(
        Operator,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("归口机构"),
        null=True,
        blank=True,
    )
    owner_person = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("归口人"),
        null=True,
        blank=True,
    )
    doer = models.ForeignKey(
        Operator,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("办理机构"),
        null=True,
        blank=True,
    )
    """Who does it or did it last; stays when the desk has it back to ask the resident."""
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("办理设施"),
        null=True,
        blank=True,
    )
    """Where the doer works: his access ends with his contract there."""
    accepted_at = models.DateTimeField(_("接单时间"), null=True, blank=True)
    times_returned = models.PositiveSmallIntegerField(_("退回次数"), default=0)
    is_to_be_decided = models.BooleanField(_("待裁定"), default=False)

    received_at = models.DateTimeField(_("登记时间"))
    received_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    opened_at = models.DateTimeField(_("本轮开始时间"))
    """When it was received, or taken up anew: from here its time counts."""
    due_at = models.DateTimeField(_("办理期限"))
    """Until it is answered: by when to answer. Afterwards the day that the resident was given."""
    waits_from = models.CharField(
        _("等待前状态"), max_length=20, choices=RequestState, blank=True, default=""
    )
    """Where it goes on when the resident has answered."""
    waiting_since = models.DateTimeField(_("等待自"), null=True, blank=True)
    answered_at = models.DateTimeField(_("首次答复时间"), null=True, blank=True)
    was_in_time = models.BooleanField(_("按时答复"), null=True, blank=True)
    """Judged when it is answered, by the time that held at that moment."""
    done_at = models.DateTimeField(_("办完时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    is_solved = models.BooleanField(_("已解决"), null=True, blank=True)
    score = models.PositiveSmallIntegerField(_("满意度"), null=True, blank=True)

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("拆自"),
        null=True,
        blank=True,
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="duplicates",
        verbose_name=_("并入"),
        null=True,
        blank=True,
    )
    is_demo = models.BooleanField(_("演示"), default=False)
    revision = models.PositiveIntegerField(_("版本"), default=1)

    history = history(without=["line", "written_key", "is_demo"])

    class Meta:
        verbose_name = _("需求单")
        constraints = (
            models.CheckConstraint(
                name="a_request_has_exactly_one_owner",
                condition=Q(
                    owner_desk__isnull=False, owner_operator__isnull=True, owner_person__isnull=True
                )
                | Q(
                    owner_desk__isnull=True, owner_operator__isnull=False, owner_person__isnull=True
                )
                | Q(
                    owner_desk__isnull=True, owner_operator__isnull=True, owner_person__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="the_clock_stands_only_while_waiting",
                condition=Q(
                    state=RequestState.WAITING,
                    waiting_since__isnull=False,
                    waits_from__in=[RequestState.RECEIVED, RequestState.DISPATCHED],
                )
                | (~Q(state=RequestState.WAITING) & Q(waiting_since=None, waits_from="")),
            ),
            models.CheckConstraint(
                name="a_closed_request_says_when",
                condition=~Q(state=RequestState.CLOSED) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_merged_request_says_into_which",
                condition=Q(state=RequestState.MERGED, merged_into__isnull=False)
                | (~Q(state=RequestState.MERGED) & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="an_operator_who_owns_a_request_does_it",
                condition=Q(owner_operator__isnull=True) | Q(owner_operator=F("doer")),
            ),
            models.CheckConstraint(
                name="a_doer_works_somewhere",
                condition=Q(doer__isnull=True) | Q(facility__isnull=False),
            ),
            models.CheckConstraint(
                name="nothing_is_due_before_it_is_received",
                condition=Q(opened_at__gte=F("received_at"), due_at__gte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="an_answer_was_in_time_or_late",
                condition=Q(answered_at__isnull=True, was_in_time__isnull=True)
                | Q(answered_at__isnull=False, was_in_time__isnull=False),
            ),
            models.CheckConstraint(
                name="a_score_is_1_to_5", condition=Q(score__isnull=True) | Q(score__range=(1, 5))
            ),
        )
        indexes = (
            models.Index("community", F("received_at").desc(), F("id").desc(), name="the_book"),
            models.Index(F("received_at").desc(), F("id").desc(), name="all_books"),
            models.Index(
                fields=["community", "due_at"],
                name="what_is_due",
                condition=IS_OPEN,
            ),
            models.Index(fields=["owner_person"], name="mine", condition=IS_OPEN),
            models.Index(
                fields=["community"], name="to_be_decided", condition=Q(is_to_be_decided=True)
            ),
            models.Index(
                "doer", F("received_at").desc(), F("id").desc(), name="requests_of_a_doer"
            ),
            models.Index("caller_phone", F("received_at").desc(), name="requests_by_phone"),
        )

    def __str__(self) -> str:
        return self.wanted or self.line[:40] or gettext("（内容已删除）")

    @property
    def standing_label(self) -> str:
        """Where it stands, as every page and paper says it: how it was closed, not only that it
        was; and whether its doer has settled it, where the row was asked for that.
        """
        if self.state == RequestState.CLOSED:
            return str(CLOSED_WORDS[self.is_solved])
        if self.is_to_be_decided:
            return gettext("待裁定")
        if getattr(self, "is_awaiting", False):
            return str(RequestState.DONE.label)
        return str(self.get_state_display())
