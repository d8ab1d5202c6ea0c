"""How good a plan is, in words that a council member understands."""

from math import isinf

from django.utils.translation import gettext as _

PROVEN = 1e-6  # relative; what the planner itself calls proven


def gap_in_words(gap: float | None) -> str:
    """What the proven bound means: nobody can do better by more than this."""
    if gap is None or isinf(gap):
        return _("还没有得到证明的上界")
    if gap <= PROVEN:
        return _("已证明：没有任何方案能服务得更多")
    return _("没有任何方案能多服务 %(share)s%% 以上") % {"share": _percent_upwards(gap)}


def _percent_upwards(share: float) -> str:
    """One decimal, rounded up: a proof is never said stronger than it is."""
    tenths = -(-share * 1000 // 1)
    return f"{tenths / 10:.1f}"
