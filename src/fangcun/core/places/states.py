"""Where a facility's making stands, and what kind of facility it is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FacilityKind(TextChoices):
    """Derived by rule from floor area and functions; `catalog.rules` says why."""

    COMPLEX = "complex", _("综合体")
    INTERSPERSED = "interspersed", _("插花式")


class Stage(TextChoices):
    """Where one facility stands on its way."""

    PROPOSED = "proposed", _("拟建")
    APPROVED = "approved", _("已批准")
    BUILDING = "building", _("建设中")
    TRIAL = "trial", _("试运营")
    OPEN = "open", _("已开放")
    CLOSED = "closed", _("已关闭")


NEXT_STAGES: dict[Stage, frozenset[Stage]] = {
    Stage.PROPOSED: frozenset({Stage.APPROVED, Stage.CLOSED}),
    Stage.APPROVED: frozenset({Stage.BUILDING, Stage.CLOSED}),
    Stage.BUILDING: frozenset({Stage.TRIAL, Stage.OPEN, Stage.CLOSED}),
    Stage.TRIAL: frozenset({Stage.OPEN, Stage.CLOSED}),
    Stage.OPEN: frozenset({Stage.CLOSED}),
    Stage.CLOSED: frozenset(),  # reopening is a new project
}


class RoomKind(TextChoices):
    """What a room is fitted out for."""

    CANTEEN = "canteen", _("食堂")
    DAY_CARE = "day_care", _("日间照料室")
    HEALTH_CHECK = "health_check", _("健康体检室")
    REHABILITATION = "rehabilitation", _("康复理疗室")
    NURSING = "nursing", _("医务护理室")
    COUNSELLING = "counselling", _("心理咨询室")
    HEALTH_STATION = "health_station", _("卫生服务站")
    HOME_CARE = "home_care", _("居家养老服务中心")
    DISABILITY_HOME = "disability_home", _("残疾人之家")
    HAIRDRESSER = "hairdresser", _("理发室")
    TODDLER_CARE = "toddler_care", _("托育室")
    AFTER_SCHOOL = "after_school", _("儿童托管室")
    ACTIVITY = "activity", _("活动室")
    CALLIGRAPHY = "calligraphy", _("书画室")
    READING = "reading", _("阅览室")
    CHESS = "chess", _("棋牌室")
    MULTIMEDIA = "multimedia", _("多媒体活动中心")
    FITNESS = "fitness", _("健身室")
    CHILD_PLAY = "child_play", _("儿童游憩室")
    DESK = "desk", _("前台")
    OTHER = "other", _("其他")
