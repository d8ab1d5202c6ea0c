"""What a person who signs in is here for, for what scope, and what that allows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fangcun.base.rights import Right
from fangcun.base.scopes import ScopeKind

THE_HOUSE = "系统"
"""Name of the account that signs what the clock does."""


class Role(TextChoices):
    """The work a person does."""

    PLANNER = "planner", _("区规划员")
    SUBDISTRICT_OFFICER = "subdistrict_officer", _("街道干部")
    COMMUNITY_MANAGER = "community_manager", _("社区书记")
    STEWARD = "steward", _("社区管家")
    OPERATOR_MANAGER = "operator_manager", _("运营负责人")
    CANTEEN = "canteen", _("食堂人员")
    CARE = "care", _("照护人员")
    HEALTH = "health", _("健康人员")
    CLASS = "class", _("课程活动人员")
    MARKET = "market", _("集市人员")
    HOME_VISIT = "home_visit", _("上门服务人员")
    VOLUNTEER_COORDINATOR = "volunteer_coordinator", _("志愿协调员")
    AUDITOR = "auditor", _("审计员")
    ADMINISTRATOR = "administrator", _("管理员")


class Scope(TextChoices):
    """For what a role is held; the values are `ScopeKind`'s."""

    DISTRICT = ScopeKind.DISTRICT.value, _("全区")
    SUBDISTRICT = ScopeKind.SUBDISTRICT.value, _("街道")
    COMMUNITY = ScopeKind.COMMUNITY.value, _("社区")
    FACILITY = ScopeKind.FACILITY.value, _("设施")
    OPERATOR = ScopeKind.OPERATOR.value, _("运营机构")


_EVERYONE = frozenset({Right.READ_FACILITIES, Right.READ_COUNTS})
_DOER = _EVERYONE | {
    Right.READ_REQUESTS,
    Right.ANSWER_REQUESTS,
    Right.READ_LEDGER,
    Right.RECORD_SERVICES,
    Right.MANAGE_OFFERS,
    Right.READ_OPERATORS,
}
_CANTEEN = _DOER | {Right.RUN_CANTEEN, Right.ORDER_MEALS, Right.TAKE_PAYMENTS}
_STEWARD = _EVERYONE | {
    Right.READ_OPERATORS,
    Right.READ_PERSONS,
    Right.WRITE_PERSONS,
    Right.SEE_SENSITIVE,
    Right.READ_REQUESTS,
    Right.TAKE_REQUESTS,
    Right.READ_LEDGER,
    Right.RECORD_SERVICES,
    Right.MANAGE_OFFERS,
    Right.READ_HISTORY,
    Right.ORDER_MEALS,
    Right.TAKE_PAYMENTS,
}
_MANAGER = _STEWARD | {
    Right.READ_PLANS,
    Right.SEE_HEALTH,
    Right.EXPORT_PERSONS,
    Right.FORGET_PERSONS,
    Right.RUN_FACILITIES,
    Right.MANAGE_OPERATORS,
    Right.EDIT_RULES,
    Right.DECIDE_REQUESTS,
    Right.SEE_SMALL_CELLS,
    Right.CORRECT_LEDGER,
    Right.MANAGE_STAFF,
    Right.RUN_CANTEEN,
}

RIGHTS_OF: dict[str, frozenset[Right]] = {
    Role.PLANNER: _EVERYONE
    | {
        Right.READ_PLANS,
        Right.CHANGE_PLANS,
        Right.RUN_FACILITIES,
        Right.READ_OPERATORS,
        Right.EDIT_RULES,
    },
    Role.SUBDISTRICT_OFFICER: _EVERYONE
    | {
        Right.READ_PLANS,
        Right.READ_OPERATORS,
        Right.READ_REQUESTS,
        Right.READ_PERSONS,
        Right.READ_LEDGER,
        Right.SEE_SMALL_CELLS,
    },
    Role.COMMUNITY_MANAGER: _MANAGER,
    Role.STEWARD: _STEWARD,
    Role.OPERATOR_MANAGER: _CANTEEN
    | {Right.RUN_FACILITIES, Right.CORRECT_LEDGER, Right.MANAGE_STAFF},
    Role.CANTEEN: _CANTEEN,
    Role.CARE: _DOER,
    Role.HEALTH: _DOER | {Right.SEE_HEALTH},
    Role.CLASS: _DOER,
    Role.MARKET: _DOER,
    Role.HOME_VISIT: _DOER,
    Role.VOLUNTEER_COORDINATOR: _DOER,
    Role.AUDITOR: _EVERYONE
    | {Right.READ_PLANS, Right.READ_OPERATORS, Right.READ_AUDIT, Right.READ_HISTORY},
    Role.ADMINISTRATOR: _EVERYONE
    | {
        Right.READ_PLANS,
        Right.CHANGE_PLANS,
        Right.EDIT_RULES,
        Right.READ_OPERATORS,
        Right.MANAGE_OPERATORS,
        Right.RUN_FACILITIES,
        Right.MANAGE_ACCOUNTS,
        Right.MANAGE_STAFF,
        Right.READ_AUDIT,
        Right.READ_HISTORY,
    },
}

SCOPES_OF: dict[str, frozenset[Scope]] = {
    Role.PLANNER: frozenset({Scope.DISTRICT}),
    Role.SUBDISTRICT_OFFICER: frozenset({Scope.SUBDISTRICT}),
    Role.COMMUNITY_MANAGER: frozenset({Scope.COMMUNITY}),
    Role.STEWARD: frozenset({Scope.COMMUNITY}),
    Role.OPERATOR_MANAGER: frozenset({Scope.OPERATOR}),
    Role.CANTEEN: frozenset({Scope.OPERATOR, Scope.FACILITY}),
    Role.CARE: frozenset({Scope.OPERATOR, Scope.FACILITY}),
    Role.HEALTH: frozenset({Scope.OPERATOR, Scope.FACILITY}),
    Role.CLASS: frozenset({Scope.OPERATOR, Scope.FACILITY}),
    Role.MARKET: frozenset({Scope.OPERATOR, Scope.FACILITY}),
    Role.HOME_VISIT: frozenset({Scope.OPERATOR, Scope.FACILITY}),
    Role.VOLUNTEER_COORDINATOR: frozenset({Scope.COMMUNITY, Scope.SUBDISTRICT}),
    Role.AUDITOR: frozenset({Scope.DISTRICT, Scope.SUBDISTRICT}),
    Role.ADMINISTRATOR: frozenset({Scope.DISTRICT}),
}
"""In what scopes a role may be held. The district sees counts: nobody holds a role for all of it
that sees persons."""

WORKS_FOR_AN_OPERATOR = frozenset(
    {Role.CANTEEN, Role.CARE, Role.HEALTH, Role.CLASS, Role.MARKET, Role.HOME_VISIT}
)

MAY_GIVE: dict[str, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.COMMUNITY_MANAGER: frozenset({Role.STEWARD, Role.VOLUNTEER_COORDINATOR}),
    Role.OPERATOR_MANAGER: WORKS_FOR_AN_OPERATOR,
}
"""Which roles somebody may give and end: administrators anywhere, others where they themselves
work."""

PERSONAL = frozenset(
    {
        Right.READ_PERSONS,
        Right.WRITE_PERSONS,
        Right.SEE_SENSITIVE,
        Right.SEE_HEALTH,
        Right.EXPORT_PERSONS,
        Right.FORGET_PERSONS,
        Right.READ_REQUESTS,
        Right.READ_LEDGER,
        Right.TAKE_PAYMENTS,
    }
)
"""Rights that show residents, by name or by what they asked for."""

GUARDED = PERSONAL | {Right.MANAGE_ACCOUNTS, Right.MANAGE_STAFF, Right.READ_AUDIT}
"""Rights that nobody has without a second factor, where the deployment asks for one."""

SEES_PERSONS: frozenset[Role] = frozenset(
    Role(role) for role, rights in RIGHTS_OF.items() if rights & PERSONAL
)
"""Roles that see personal data."""

SIGNS_IN_TWICE: frozenset[Role] = frozenset(
    Role(role) for role, rights in RIGHTS_OF.items() if rights & GUARDED
)
"""Roles whose second factor is compulsory: they see persons, or say who does."""
