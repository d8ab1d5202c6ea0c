"""Tables: residents, households, addresses, telephones, groups, merges, imports, codes;
the forgotten."""

from fangcun.core.people.models.code import ResidentCode
from fangcun.core.people.models.count import ForgottenCount
from fangcun.core.people.models.group import Group, GroupMember
from fangcun.core.people.models.home import Address, Household
from fangcun.core.people.models.imported import ImportBatch
from fangcun.core.people.models.merge import Merge
from fangcun.core.people.models.resident import Phone, Resident

__all__ = [
    "Address",
    "ForgottenCount",
    "Group",
    "GroupMember",
    "Household",
    "ImportBatch",
    "Merge",
    "Phone",
    "Resident",
    "ResidentCode",
]
