"""Where the rules of the house are set: one page that leads to each room's."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
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
        _("九类功能、每百户面积、服务半径，逐条写明来源和核对日期。"),
        "catalog:functions",
        Right.READ_PLANS,
    ),
)


@staff_page(Right.READ_FACILITIES)
def rules(request: SignedInRequest) -> HttpResponse:
    """Page: every set of rules this person may read, with what it decides."""
    found = []
    for one in ALL_RULES:
        if request.user.may(one.right):
            try:
                found.append((one, reverse(one.page)))
            except NoReverseMatch:
                continue
    return render(request, "workspace/rules.html", {"rules": found})
