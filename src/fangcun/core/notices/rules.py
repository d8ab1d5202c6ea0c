"""When a message is sent, and when a person has to do it."""

from datetime import timedelta

MOST_TRIES = 3
BETWEEN_TRIES = timedelta(minutes=5)
"""A provider that was down for a moment; whoever is trying right now is done by then, too."""
MESSAGES_TAKE = timedelta(minutes=20)
"""No message after so long: nothing sends, and the desk has to."""
