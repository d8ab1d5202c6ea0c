"""Tables: notices, consents, care circles, requests to be forgotten."""

from fangcun.core.consent.models.circle import CircleMember
from fangcun.core.consent.models.consent import Consent
from fangcun.core.consent.models.forget import ForgetRequest
from fangcun.core.consent.models.notice import LegalLimit, Notice

__all__ = [
    "CircleMember",
    "Consent",
    "ForgetRequest",
    "LegalLimit",
    "Notice",
]
