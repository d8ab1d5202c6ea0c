"""The people of the tests: one who plans, one who reads, and their browsers."""

from fangcun.core.accounts.tests.cast import a_planner, an_auditor, signed_in

__all__ = ["a_planner", "an_auditor", "signed_in"]
