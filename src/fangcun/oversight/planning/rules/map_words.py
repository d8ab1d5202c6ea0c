"""What scripts write on maps and charts, in the language of the page."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _


def plan_map_words() -> dict[str, str]:
    """Words of the plan's map."""
    return {
        "language": "en" if (get_language() or "").startswith("en") else "zh",
        "complex": _("启用：综合体"),
        "interspersed": _("启用：插花式"),
        "other": _("未选空间"),
        "facility": _("现有设施"),
        "building": _("楼栋"),
        "residents": _("居民"),
        "reached": _("需求得到满足"),
        "functions": _("功能"),
        "cost": _("投入（万元）"),
        "served": _("服务（人次）"),
        "within_reach": _("步行范围内居民"),
        "area": _("面积（㎡）"),
        "floor": _("楼层"),
        "lock": _("锁定：必须启用"),
        "forbid": _("禁用：不得启用"),
        "lift": _("取消决定"),
        "must_open": _("已锁定，必须启用"),
        "must_not_open": _("已禁用，不得启用"),
        "share_0": _("几乎没有满足"),
        "share_1": _("满足两成以上"),
        "share_2": _("满足四成以上"),
        "share_3": _("满足六成以上"),
        "share_4": _("满足八成以上"),
        "no_answer": _("地图没有取到数据，请刷新页面。"),
    }


def compare_map_words() -> dict[str, str]:
    """Words of the map of a difference."""
    return {
        "gained": _("乙多启用"),
        "lost": _("乙不再启用"),
        "kept": _("都启用"),
        "better": _("乙满足得更多"),
        "worse": _("乙满足得更少"),
        "same": _("没有差别"),
        "change": _("变化（百分点）"),
    }


def frontier_words() -> dict[str, str]:
    """Words of the money curve."""
    return {
        "budget": _("预算（万元）"),
        "found": _("已找到的方案"),
        "bound": _("已证明的上界"),
        "value": _("加权服务量"),
    }
