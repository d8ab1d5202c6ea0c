"""测试支付: a provider for the demo and for trying out, complete but for the money.

It is a stranger to the site: it keeps orders in tables of its own, has a page of its own, and
says what happened in signed notifications. Nobody's money moves.
"""

from fangcun.core.payments.providers.trial.provider import TrialProvider

__all__ = ["TrialProvider"]
