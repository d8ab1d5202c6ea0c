"""How good a plan is, in words that a council member understands."""

from math import ceil, isinf

from django.utils.translation import gettext as _

PROVEN = 1e-6  # relative; what the planner itself calls proven


def gap_in_words(gap: float | None) -> str:
    """What the proven bound means: nobody can do better by more than this."""
    if gap is None or isinf(gap):
        return _("还没有得到证明的上界")
    if gap <= PROVEN:
        return _("已证明：没有任何方案能服务得更多")
    return _("没有任何方案能多服务 %(share)s 以上") % {"share": gap_share(gap)}


def gap_share(gap: float | None) -> str:
    """A gap as per cent, one decimal, rounded up: a proof is never said stronger than it is.

    >>> gap_share(0.0092), gap_share(0.02), gap_share(None)
    ('1.0%', '2.0%', '—')
    """
    if gap is None or isinf(gap):
        return "—"
    return f"{ceil(round(gap * 1000, 6)) / 10:.1f}%"
