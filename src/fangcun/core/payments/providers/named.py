"""The provider that this deployment names."""

from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from fangcun.core.payments.providers.interface import Provider


def provider_of_site() -> Provider | None:
    """Who takes payments online (FANGCUN_PAYMENTS); None: online is not offered."""
    return cast(Provider, import_string(settings.PAYMENTS)()) if settings.PAYMENTS else None
