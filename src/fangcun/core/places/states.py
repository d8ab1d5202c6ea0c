"""Where a facility's making stands, what kind it is, what its rooms are for and when they open."""

from django.db.models import IntegerChoices, TextChoices
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


class Delivery(TextChoices):
    """How a facility comes to be."""

    NEW_BUILD = "new_build", _("新建")
    CONVERSION = "conversion", _("改建")
    RENOVATION = "renovation", _("改造")


class Weekday(IntegerChoices):
    """As `date.weekday()` counts."""

    MONDAY = 0, _("星期一")
    TUESDAY = 1, _("星期二")
    WEDNESDAY = 2, _("星期三")
    THURSDAY = 3, _("星期四")
    FRIDAY = 4, _("星期五")
    SATURDAY = 5, _("星期六")
    SUNDAY = 6, _("星期日")


class DayKind(IntegerChoices):
    """For which days hours are written down: weekdays, and the two kinds that differ from them."""

    MONDAY = 0, _("星期一")
    TUESDAY = 1, _("星期二")
    WEDNESDAY = 2, _("星期三")
    THURSDAY = 3, _("星期四")
    FRIDAY = 4, _("星期五")
    SATURDAY = 5, _("星期六")
    SUNDAY = 6, _("星期日")
    HOLIDAY = 7, _("法定节假日")
    WORKED_WEEKEND = 8, _("调休上班日")


class OnHolidays(TextChoices):
    """What a room does on public holidays."""

    AS_USUAL = "as_usual", _("照常开放")
    CLOSED = "closed", _("不开放")
    OWN_HOURS = "own_hours", _("另定时间")


class OnWorkedWeekends(TextChoices):
    """What a room does on weekends that are worked instead 调休."""

    AS_WORKDAY = "as_workday", _("按工作日（星期一）")
    AS_USUAL = "as_usual", _("按当天星期")
    CLOSED = "closed", _("不开放")
    OWN_HOURS = "own_hours", _("另定时间")


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
