"""Where a request stands, as the steward would say it, and how needs come in."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class RequestState(TextChoices):
    """Closed by the desk is not solved: only the call-back closes."""

    RECEIVED = "received", _("已登记")
    DISPATCHED = "dispatched", _("已派单")
    WAITING = "waiting", _("等居民回复")  # the clock stands still
    DONE = "done", _("待回访")
    CLOSED = "closed", _("已办结")
    CANCELLED = "cancelled", _("居民撤销")
    SPLIT = "split", _("已拆分")
    MERGED = "merged", _("已合并")


OPEN_STATES = frozenset(
    {RequestState.RECEIVED, RequestState.DISPATCHED, RequestState.WAITING, RequestState.DONE}
)
CLOSED_WORDS = {
    True: _("已回访办结"),
    False: _("未能满足，已说明"),
    None: _("未联系上，已办结"),
}
"""How a request was closed, by what the resident said of it: solved, not solved, nothing."""
NEXT_STATES: dict[RequestState, frozenset[RequestState]] = {
    RequestState.RECEIVED: frozenset(
        {
            RequestState.DISPATCHED,
            RequestState.WAITING,
            RequestState.DONE,
            RequestState.CANCELLED,
            RequestState.SPLIT,
            RequestState.MERGED,
        }
    ),
    RequestState.DISPATCHED: frozenset(
        {
            RequestState.RECEIVED,  # returned
            RequestState.WAITING,
            RequestState.DONE,
            RequestState.CANCELLED,
        }
    ),
    RequestState.WAITING: frozenset(
        {
            RequestState.RECEIVED,
            RequestState.DISPATCHED,
            RequestState.DONE,
            RequestState.CANCELLED,
        }
    ),
    RequestState.DONE: frozenset({RequestState.CLOSED, RequestState.RECEIVED}),
    RequestState.CLOSED: frozenset({RequestState.RECEIVED}),  # an unhappy resident re-opens it
    RequestState.CANCELLED: frozenset({RequestState.RECEIVED}),
    RequestState.SPLIT: frozenset({RequestState.DONE}),  # when all children are closed
    RequestState.MERGED: frozenset({RequestState.RECEIVED}),
}


RETURNS_BEFORE_A_DECISION = 1
"""Once back to the desk; the second time somebody decides, and then it stays."""


class Channel(TextChoices):
    """How a need, or an answer, travelled."""

    WALK_IN = "walk_in", _("到店")
    PHONE = "phone", _("电话")
    ONLINE = "online", _("网上")
    WECHAT = "wechat", _("微信")
    MARKET = "market", _("集市")
    HOME_VISIT = "home_visit", _("上门走访")
    PAPER = "paper", _("纸质登记本")
    HOTLINE_12345 = "hotline_12345", _("12345")


class HalfDay(TextChoices):
    """When on a day."""

    ANY = "", _("不限")
    MORNING = "morning", _("上午")
    NOON = "noon", _("中午")
    AFTERNOON = "afternoon", _("下午")
    EVENING = "evening", _("晚上")


class FollowUpKind(TextChoices):
    """What one line of the follow-up log is."""

    CONTACT = "contact", _("联系")
    PROMISE = "promise", _("承诺")
    ROUTE = "route", _("按规则分派")
    PASS_ON = "pass_on", _("转交")
    DISPATCH = "dispatch", _("派单")
    ACCEPT = "accept", _("接单")
    RECALL = "recall", _("收回")
    RETURN = "return", _("退回")
    DECISION = "decision", _("裁定")
    WAIT = "wait", _("等待居民")
    RESUME = "resume", _("恢复办理")
    HAND_OVER = "hand_over", _("交接")
    LINK = "link", _("关联")
    DONE = "done", _("办完")
    UNMET = "unmet", _("未能满足")
    CANCEL = "cancel", _("居民撤销")
    SPLIT = "split", _("拆分")
    MERGE = "merge", _("合并")
    CALL_BACK = "call_back", _("回访")
    REOPEN = "reopen", _("重新办理")
    NOTE = "note", _("备注")


class Score(IntegerChoices):
    """How content a resident is, in the words of the question."""

    VERY_UNHAPPY = 1, _("很不满意")
    UNHAPPY = 2, _("不满意")
    SO_SO = 3, _("一般")
    HAPPY = 4, _("满意")
    VERY_HAPPY = 5, _("很满意")


class DueUnit(TextChoices):
    """In what time to answer is counted."""

    HOURS = "hours", _("小时")
    DAYS = "days", _("天")
    WORKING_HOURS = "working_hours", _("工作小时")
    WORKING_DAYS = "working_days", _("工作日")


class LinkKind(TextChoices):
    """What solves a request."""

    COMMITMENT = "commitment", _("约定")
    RESERVATION = "reservation", _("预约")
    VISIT = "visit", _("上门")
    ORDER = "order", _("订单")
    REFERRAL = "referral", _("转介")


class ReferredTo(TextChoices):
    """Where outside the house a person is sent."""

    JOB = "job", _("就业")
    HOUSE = "house", _("住房")
    HOSPITAL = "hospital", _("医院")
    SUBDISTRICT = "subdistrict", _("街道办事处")
    OTHER = "other", _("其他")
