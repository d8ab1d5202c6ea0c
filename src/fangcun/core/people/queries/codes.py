"""Whose code it is that was scanned."""

import re

from django.db.models import Q

from fangcun.core.people.models import Resident

TOKEN = re.compile(r"(?:^|/)([A-Za-z0-9_-]{16})/?$")


def token_in(scanned: str) -> str:
    """What a scanner read, an address or the bare word, as the word; empty: something else."""
    found = TOKEN.search(scanned.strip())
    return found.group(1) if found else ""


def person_with_code(scanned: str) -> Resident | None:
    """The resident whose code this is now; a merged row leads to the one that was kept."""
    token = token_in(scanned)
    rows = Resident.objects.filter(code__token=token, forgotten_at=None)
    found = rows.select_related("merged_into").first() if token else None
    return found and (found.merged_into or found)


def who_shows(words: str, *, path: str = "") -> Q:
    """Whoever's card is swiped or whose code is scanned; `path` leads to the resident."""
    said = words.strip()
    is_his = Q(**{f"{path}card_number": said})
    token = token_in(said)
    return is_his | Q(**{f"{path}code__token": token}) if token else is_his
