"""What every figure means, in words: what is counted, of what."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from fangcun.ledger.states import FigureName


class Definition(NamedTuple):
    """A figure in words; a count has no denominator."""

    numerator: str
    denominator: str = ""


def definitions(rules: Mapping[str, int]) -> dict[FigureName, Definition]:
    """The one definition of each figure, with the measures of today."""
    return {
        FigureName.SESSIONS: Definition(
            _("期间内不同场次的个数；没有场次号的一次人群计数算一场；单人服务不计场次。")
        ),
        FigureName.PERSON_TIMES: Definition(
            _(
                "期间内服务记录的人次之和：一人一次服务算一人次，同一场里得到几样（如一餐两个菜）也算一人次；人群按清点人数计。"
            )
        ),
        FigureName.PEOPLE: Definition(
            _("期间内有姓名的服务记录涉及的不同居民数；合并过的重复档案算一人，没有姓名的不计。")
        ),
        FigureName.CAME_AGAIN: Definition(
            _("期间内在{days}个及以上不同日期来过的居民数。").format(days=rules["repeat_days"]),
            _("期间内来过的居民数。"),
        ),
        FigureName.REACH: Definition(
            _("分母中的居民里，期间内至少来过一次的人数。"),
            _(
                "住址在地图上、离设施直线距离{metres}米以内的在册居民数，不含已去世或迁出的。"
            ).format(metres=rules["reach_m"]),
        ),
        FigureName.ELDER_REACH: Definition(
            _("分母中的老人里，期间内至少来过一次的人数。"),
            _("离设施直线距离{metres}米以内、{age}岁及以上的在册居民数。").format(
                metres=rules["reach_m"], age=rules["elder_age"]
            ),
        ),
        FigureName.HOURS_USED: Definition(
            _(
                "各房间有服务在进行的小时数之和；同一房间时间重叠的只算一次；没有起止时间的记录不计。"
            ),
            _("同一些房间公示的开放小时数之和，按节假日和调休计算。"),
        ),
        FigureName.KEPT_IN_TIME: Definition(
            _("其中在约定日期当天或之前完成、且服务记录未被冲正的约定数。"),
            _("约定日期在期间内、且已到期的约定数，不含居民自己取消的。"),
        ),
        FigureName.UNMET: Definition(
            _("期间内未满足需求的人数之和，按希望日期计；没有希望日期的按登记日期计。")
        ),
    }


def few(rules: Mapping[str, int]) -> str:
    """What stands where a count of few people would."""
    return _("少于{count}").format(count=rules["small_cell"])
