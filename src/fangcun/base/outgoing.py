"""Messages to people's telephones. The site knows no provider: a deployment names its own."""

import logging
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)


class Messages(Protocol):
    """Whoever can bring a short text to a telephone."""

    def send(self, *, phone: str, text: str) -> None:
        """Hand the text over; raise if it was not taken."""


class ConsoleMessages:
    """Prints messages to the log of the site: for the demo and for trying out."""

    def send(self, *, phone: str, text: str) -> None:
        log.warning("短信 · message to %s: %s", phone, text)


def outgoing() -> Messages:
    """The way out that this deployment has named (FANGCUN_MESSAGES)."""
    return cast(Messages, import_string(settings.MESSAGES)())
