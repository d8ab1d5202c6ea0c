"""Where a promise stands, why a need was not met, how heads were counted."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfferState(TextChoices):
    """Whether an offer can be booked."""

    OPEN = "open", _("接受预订")
    STOPPED = "stopped", _("停止预订")  # what was promised stays promised
    CALLED_OFF = "called_off", _("已取消")
    OVER = "over", _("已结束")


class CommitmentState(TextChoices):
    """A promise is settled once, and stays so."""

    WAITING = "waiting", _("候补中")
    HELD = "held", _("待确认")  # moved up from the waiting list; the place is kept until accept_by
    OPEN = "open", _("待履行")
    KEPT = "kept", _("已履行")
    GIVEN_UP = "given_up", _("未能履行")  # by those who promised
    CANCELLED = "cancelled", _("已取消")  # by those who were promised
    NO_SHOW = "no_show", _("未到")
    LAPSED = "lapsed", _("候补未成")  # waited in vain, or did not say yes in time


SETTLED = frozenset(
    {
        CommitmentState.KEPT,
        CommitmentState.GIVEN_UP,
        CommitmentState.CANCELLED,
        CommitmentState.NO_SHOW,
        CommitmentState.LAPSED,
    }
)
STANDING = frozenset({CommitmentState.WAITING, CommitmentState.HELD, CommitmentState.OPEN})
"""Not settled yet."""
HOLDS_A_PLACE = frozenset({CommitmentState.HELD, CommitmentState.OPEN, CommitmentState.KEPT})
"""Counted in `Offer.taken`."""


class CountMethod(TextChoices):
    """How a row knows how many were served."""

    PERSON = "person", _("一人一行")
    SIGN_IN = "sign_in", _("签到人数")
    HEAD_COUNT = "head_count", _("现场点数")
    ESTIMATE = "estimate", _("估计")


class WhyNot(TextChoices):
    """Why a need was not met."""

    NO_SUCH_SERVICE = "no_such_service", _("没有此项服务")
    FULL = "full", _("名额已满")
    TOO_FAR = "too_far", _("距离太远")
    CLOSED = "closed", _("不在开放时间")
    NOT_ELIGIBLE = "not_eligible", _("不符合条件")
    TOO_EXPENSIVE = "too_expensive", _("价格太高")
    NO_STAFF = "no_staff", _("无人手")
    OVER_CAP = "over_cap", _("超过限购")
    TOO_FEW = "too_few", _("报名人数不足")
    NO_SHOW = "no_show", _("居民未到")
    NOT_REACHED = "not_reached", _("联系不上居民")
    RESIDENT_DECLINED = "resident_declined", _("居民放弃")
    OTHER = "other", _("其他")


class RowKind(TextChoices):
    """Which rows of the ledger a page lists."""

    RECORDS = "records", _("服务记录")
    NEEDS = "needs", _("未满足需求")
    COMMITMENTS = "commitments", _("约定")


class FigureName(TextChoices):
    """What the ledger counts, in the order in which pages show it."""

    SESSIONS = "sessions", _("场次")
    PERSON_TIMES = "person_times", _("人次")
    PEOPLE = "people", _("人数")
    CAME_AGAIN = "came_again", _("再次光临率")
    REACH = "reach", _("步行可达居民到访率")
    ELDER_REACH = "elder_reach", _("步行可达老人到访率")
    HOURS_USED = "hours_used", _("开放时间使用率")
    KEPT_IN_TIME = "kept_in_time", _("约定按时履行率")
    UNMET = "unmet", _("未满足需求人数")
