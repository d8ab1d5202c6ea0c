"""Where a run stands, what a planner may decide about a space, and what a run is for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    """Where one calculation stands."""

    QUEUED = "queued", _("排队中")
    RUNNING = "running", _("计算中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("未成功")
    CANCELLED = "cancelled", _("已停止")


NEXT_RUN_STATES: dict[str, frozenset[str]] = {
    RunState.QUEUED: frozenset({RunState.RUNNING, RunState.CANCELLED}),
    RunState.RUNNING: frozenset({RunState.DONE, RunState.FAILED, RunState.CANCELLED}),
    RunState.DONE: frozenset(),
    RunState.FAILED: frozenset(),
    RunState.CANCELLED: frozenset(),
}

ACTIVE_STATES = (RunState.QUEUED, RunState.RUNNING)


class RunKind(TextChoices):
    """What a calculation is for."""

    PLAN = "plan", _("方案")
    FRONTIER = "frontier", _("投入曲线")


class RunPhase(TextChoices):
    """What a running calculation is busy with."""

    READING = "reading", _("读取数据、计算步行距离")
    PREPARING = "preparing", _("准备求解程序")
    SOLVING = "solving", _("比较方案")
    TELLING = "telling", _("整理结果")


class LockKind(TextChoices):
    """What a planner has decided in advance about a space."""

    MUST_OPEN = "must_open", _("必须启用")
    MUST_NOT_OPEN = "must_not_open", _("不得启用")
    MUST_HAVE = "must_have", _("启用时必须设置")
    MUST_NOT_HAVE = "must_not_have", _("不得设置")


SPACE_LOCKS = (LockKind.MUST_OPEN, LockKind.MUST_NOT_OPEN)
FUNCTION_LOCKS = (LockKind.MUST_HAVE, LockKind.MUST_NOT_HAVE)
