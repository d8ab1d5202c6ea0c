"""Where the rules of the house are set: one page that leads to each room's."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right


class RulesOf(NamedTuple):
    """Rules that one room keeps."""

    title: Promise
    about: Promise
    page: str
    right: Right


ALL_RULES = (
    RulesOf(
        _("功能与面积标准"),
        _("各类功能、每百户面积和服务半径，规划按它测算。"),
        "catalog:functions",
        Right.READ_PLANS,
    ),
    RulesOf(
        _("服务项目"),
        _("居民能得到哪些服务，单位、价格和时长。"),
        "catalog:services",
        Right.READ_FACILITIES,
    ),
    RulesOf(
        _("需求类别与时限"),
        _("每类需求问什么、几天内答复，紧急的多快。"),
        "desk:settings_categories",
        Right.EDIT_RULES,
    ),
    RulesOf(
        _("派单规则"),
        _("什么需求在什么时候派给谁，改之前可以试算。"),
        "desk:settings_rules",
        Right.EDIT_RULES,
    ),
    RulesOf(
        _("登记本与值班"),
        _("一个社区有哪几本登记本，谁裁定退回的需求。"),
        "desk:settings_books",
        Right.EDIT_RULES,
    ),
    RulesOf(
        _("待遇规则包"),
        _("谁可以享受什么，凭什么证明，依据哪个文件。"),
        "entitlements:packs",
        Right.READ_COUNTS,
    ),
    RulesOf(
        _("助餐补贴规则"),
        _("一餐补多少、补给谁、区、街道和机构各承担多少。"),
        "canteen:subsidies",
        Right.READ_COUNTS,
    ),
    RulesOf(
        _("助餐价格类别"),
        _("哪些人在食堂另有价格，符合几类的按最低。"),
        "canteen:prices",
        Right.READ_FACILITIES,
    ),
    RulesOf(
        _("食品安全要求"),
        _("留样多少、晨检体温、冷藏热藏温度，记录按它核对。"),
        "canteen:safety_rules",
        Right.READ_FACILITIES,
    ),
    RulesOf(
        _("告知书与法定期限"),
        _("问居民同意前怎么说，删除请求几天内答复。"),
        "consent:notices",
        Right.READ_COUNTS,
    ),
    RulesOf(
        _("台账指标"),
        _("场次、人次、覆盖半径这些数怎么算。"),
        "ledger:measures",
        Right.READ_COUNTS,
    ),
    RulesOf(
        _("工作日历"),
        _("节假日、调休工作日和前台办公时间。"),
        "places:calendar",
        Right.READ_FACILITIES,
    ),
)


@staff_page(Right.READ_FACILITIES)
def rules(request: SignedInRequest) -> HttpResponse:
    """Page: every set of rules this person may read, with what it decides."""
    shown = [one for one in ALL_RULES if request.user.may(one.right)]
    return render(request, "workspace/rules.html", {"rules": shown})
