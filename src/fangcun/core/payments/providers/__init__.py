"""Who takes money online: one interface, and the class that a deployment names.

A provider knows a payment by its number and a refund by its number; asked twice for one number,
it does it once. What came of them it tells by notifications, and again when it is asked.
"""

from fangcun.core.payments.providers.interface import (
    Begun,
    Heard,
    Provider,
    ProviderDown,
    Told,
    WrongSignature,
)
from fangcun.core.payments.providers.named import provider_of_site

__all__ = [
    "Begun",
    "Heard",
    "Provider",
    "ProviderDown",
    "Told",
    "WrongSignature",
    "provider_of_site",
]
