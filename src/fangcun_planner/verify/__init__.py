"""Checking a plan 核验: slow, obvious, and without a line of what found it.

Everything a plan promises is computed afresh from the district's records: who needs what, who can
walk where, what may stand in which space and what it costs; and the bound from the prices that
travel with the plan, in whole numbers. Nothing here is borrowed from the rooms that plan.
"""

from fangcun_planner.verify.claims import Claims, Unreadable, read_claims
from fangcun_planner.verify.verdict import Verdict, verify

__all__ = ["Claims", "Unreadable", "Verdict", "read_claims", "verify"]
