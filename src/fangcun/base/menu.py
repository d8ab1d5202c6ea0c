"""The menu of the staff's screens: one table, each entry for those whose work it is."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fangcun.base.rights import Right


class Entry(NamedTuple):
    """A way in: which section of the site, how it is called, its page, and for whom."""

    section: str
    words: Promise
    page: str
    rights: frozenset[Right]


class Way(NamedTuple):
    """An entry as a page shows it."""

    section: str
    words: Promise
    url: str


MENU = (
    Entry("today", _("今日"), "workspace:home", frozenset({Right.READ_REQUESTS})),
    Entry("desk", _("登记本"), "desk:book", frozenset({Right.READ_REQUESTS})),
    Entry("canteen", _("食堂"), "canteen:kitchens", frozenset({Right.ORDER_MEALS})),
    Entry("canteen", _("食堂结算"), "canteen:settlement", frozenset({Right.READ_COUNTS})),
    Entry("payments", _("收款"), "payments:payments", frozenset({Right.TAKE_PAYMENTS})),
    Entry("people", _("居民"), "people:residents", frozenset({Right.READ_PERSONS})),
    Entry("ledger", _("台账"), "ledger:records", frozenset({Right.READ_LEDGER})),
    Entry("ledger", _("台账"), "ledger:figures", frozenset({Right.READ_COUNTS})),
    Entry("facilities", _("设施"), "catalog:facilities", frozenset({Right.READ_FACILITIES})),
    Entry("operators", _("运营机构"), "operators:operators", frozenset({Right.READ_OPERATORS})),
    Entry("entitlements", _("待遇"), "entitlements:due", frozenset({Right.READ_PERSONS})),
    Entry("entitlements", _("待遇"), "workspace:never_came", frozenset({Right.READ_PLANS})),
    Entry("planning", _("规划"), "planning:scenarios", frozenset({Right.READ_PLANS})),
    Entry("map", _("地图"), "workspace:map", frozenset({Right.READ_PLANS})),
    Entry(
        "rules",
        _("规则设置"),
        "workspace:rules",
        frozenset({Right.EDIT_RULES, Right.READ_PLANS}),
    ),
    Entry("accounts", _("账号"), "accounts:accounts", frozenset({Right.MANAGE_STAFF})),
    Entry("audit", _("审计"), "audit:looks", frozenset({Right.READ_AUDIT})),
)

# Rooms whose pages belong to a section of another name.
SECTIONS = {
    "base": "",
    "workspace": "",
    "catalog": "facilities",
    "places": "facilities",
    "consent": "people",
}
PAGES = {
    "workspace:home": "today",
    "workspace:map": "map",
    "workspace:rules": "rules",
    "workspace:never_came": "entitlements",
    "workspace:resident": "people",
    "workspace:resident_part": "people",
    "workspace:health": "people",
    "workspace:own_data": "people",
    "workspace:forget": "people",
    "places:communities": "map",
    "places:community": "map",
    "places:edit_community": "map",
    "places:spaces": "map",
    "places:space": "map",
    "places:edit_space": "map",
    "catalog:functions": "rules",
    "catalog:rules": "rules",
    "catalog:edit_rule": "rules",
    "catalog:services": "rules",
    "catalog:new_service": "rules",
    "catalog:edit_service": "rules",
    "desk:settings_categories": "rules",
    "desk:settings_new_category": "rules",
    "desk:settings_category": "rules",
    "desk:settings_rules": "rules",
    "desk:settings_new_rule": "rules",
    "desk:settings_rule": "rules",
    "desk:settings_books": "rules",
    "desk:settings_new_book": "rules",
    "desk:settings_book": "rules",
    "desk:settings_duty": "rules",
    "consent:notices": "rules",
    "consent:edit_notice": "rules",
    "consent:edit_limit": "rules",
    "ledger:measures": "rules",
    "ledger:edit_measure": "rules",
    "canteen:prices": "rules",
    "canteen:new_price": "rules",
    "canteen:edit_price": "rules",
    "canteen:subsidies": "rules",
    "canteen:subsidy": "rules",
    "canteen:subsidy_version": "rules",
    "canteen:edit_subsidy": "rules",
    "canteen:safety_rules": "rules",
    "canteen:safety_rules_version": "rules",
    "canteen:edit_safety_rules": "rules",
    "canteen:diet": "people",
    "places:calendar": "rules",
}


def menu_of(staff: Any) -> list[Way]:
    """What this person's work gives access to, in the order of the table; a section once."""
    if not staff.is_authenticated:
        return []
    ways: dict[str, Way] = {}
    for entry in MENU:
        if any(staff.may(right) for right in entry.rights):
            way = Way(entry.section, entry.words, reverse(entry.page))
            ways.setdefault(entry.section, way)
    return list(ways.values())


def section_of(view_name: str) -> str:
    """The section of the menu to which a page belongs."""
    room = view_name.partition(":")[0]
    return PAGES.get(view_name, SECTIONS.get(room, room))
