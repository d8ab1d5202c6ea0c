"""What a community lacks, in sentences with its real numbers."""

from fangcun_planner.plans.account import Account
from fangcun_planner.plans.people import urgency_of
from fangcun_planner.plans.wording import area, listed, persons, told, who_needs, within
from fangcun_planner.text import Text

IN_FULL = 3
A_PERSON = 0.5  # less than half a person is printed as nobody


def lacking(account: Account, at: int, built_m2: float) -> Text:
    """The most urgent gaps in full, the others by name, and the floor area per 100 households."""
    community = account.plan.district.communities[at]
    if not account.need_by_community[at].any():
        return Text(
            f"{community.name}没有登记居民，无法推算需求。",
            f"{community.name} has no registered residents, so no need can be estimated.",
        )
    gaps = _gaps(account, at)
    if not gaps:
        met = Text(
            f"{community.name}居民的各项需求，现有设施在步行范围内都能满足。",
            f"Existing facilities meet every need of {community.name} within a walk.",
        )
        return told([met, *_quota(account, at, built_m2)])
    first = gaps[:IN_FULL]
    return told(
        [
            *_unoffered(account, at, [c for c in first if not _is_offered(account, at, c)]),
            *[_short(account, at, c) for c in first if _is_offered(account, at, c)],
            *_others(account, at, gaps[IN_FULL:]),
            *_quota(account, at, built_m2),
        ]
    )


def _gaps(account: Account, at: int) -> list[int]:
    """Functions with unmet need today, the most weighted first."""
    district = account.plan.district
    unmet = account.need_by_community[at] - account.before.by_community[at]
    worst = {
        column: unmet[column] * urgency_of(function, district.options)
        for column, function in enumerate(district.functions)
        if unmet[column] >= A_PERSON
    }
    return sorted(worst, key=lambda column: (-worst[column], column))


def _is_offered(account: Account, at: int, column: int) -> bool:
    return bool(account.before.by_community[at, column] >= A_PERSON)


def _unoffered(account: Account, at: int, columns: list[int]) -> list[Text]:
    """The gaps that no existing facility within a walk touches, in one sentence."""
    if not columns:
        return []
    needs = listed([_need(account, at, column) for column in columns])
    every = "都" if len(columns) > 1 else ""
    return [
        Text(
            f"{needs.zh}，步行范围内{every}还没有设施能提供。",
            f"{needs.en[:1].upper()}{needs.en[1:]}: nothing within a walk offers it yet.",
        )
    ]


def _short(account: Account, at: int, column: int) -> Text:
    need, before = _need(account, at, column), account.before.by_community[at, column]
    gap = persons(account.need_by_community[at, column] - before)
    return Text(
        f"{need.zh}，步行范围内的设施能服务{persons(before)}位，还缺{gap}位。",
        f"{need.en[:1].upper()}{need.en[1:]}; facilities within a walk serve {persons(before)},"
        f" {gap} are left.",
    )


def _need(account: Account, at: int, column: int) -> Text:
    function = account.plan.district.functions[column]
    who, need = who_needs(function), persons(account.need_by_community[at, column])
    return Text(
        f"约{need}位{who.zh}需要{function.name.zh}",
        f"about {need} {who.en} need {within(function.name).en}",
    )


def _others(account: Account, at: int, columns: list[int]) -> list[Text]:
    if not columns:
        return []
    unmet = account.need_by_community[at] - account.before.by_community[at]
    functions = account.plan.district.functions
    names = listed(
        [
            Text(
                f"{functions[c].name.zh}（{persons(unmet[c])}人）",
                f"{within(functions[c].name).en} ({persons(unmet[c])})",
            )
            for c in columns
        ]
    )
    return [Text(f"另外还缺{names.zh}。", f"Also lacking: {names.en}.")]


def _quota(account: Account, at: int, built_m2: float) -> list[Text]:
    """Floor area per 100 households against the rule pack's quota."""
    district = account.plan.district
    households = district.communities[at].households
    if not households:
        return []
    quota, mine = district.rule("quota_m2_per_100_households"), built_m2 / households * 100
    reached = mine >= quota
    return [
        Text(
            f"现有社区服务用房每百户{area(mine)}平方米，"
            f"{'达到' if reached else '低于'}{area(quota)}平方米的底线。",
            f"Its service floor area is {area(mine)} m² per 100 households,"
            f" {'at or above' if reached else 'below'} the quota of {area(quota)} m².",
        )
    ]
