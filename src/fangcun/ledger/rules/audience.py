"""For whom an offer is, and what somebody is told for whom it is not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """For whom an offer is; what is empty asks for nothing."""

    communities: Mapping[int, str] = field(default_factory=dict)  # their names, by number
    least_age: int | None = None
    most_age: int | None = None
    benefit: str = ""  # its name
    group: str = ""  # its name


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """What of a person an audience asks about."""

    community: int
    age: int | None = None  # None: not even the year of birth is on file
    is_entitled: bool = False
    is_member: bool = False


def why_not_for(applicant: Applicant, audience: Audience) -> str:
    """Why the offer is not for him, kindly, and what he can do; empty: it is for him."""
    if audience.communities and applicant.community not in audience.communities:
        names = _("、").join(audience.communities.values())
        return _("这一次只面向{communities}的居民。").format(communities=names)
    if reason := _why_not_at_his_age(applicant.age, audience):
        return reason
    if audience.benefit and not applicant.is_entitled:
        return _("这一次面向享有“{benefit}”的居民；如果情况有变，请带证件到前台更新档案。").format(
            benefit=audience.benefit
        )
    if audience.group and not applicant.is_member:
        return _("这一次面向“{group}”的成员；想加入请告诉前台。").format(group=audience.group)
    return ""


def _why_not_at_his_age(age: int | None, audience: Audience) -> str:
    if audience.least_age is None and audience.most_age is None:
        return ""
    if age is None:
        return _("这一次有年龄要求，档案里还没有出生年份；补上后就可以预订。")
    if audience.least_age is not None and age < audience.least_age:
        return _("这一次面向{age}岁及以上的居民。").format(age=audience.least_age)
    if audience.most_age is not None and age > audience.most_age:
        return _("这一次面向{age}岁及以下的居民。").format(age=audience.most_age)
    return ""
