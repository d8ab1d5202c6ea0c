"""Telephone numbers as they are written, and as they are looked for."""

import re
import unicodedata

COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9]\d{9}$)")
BETWEEN_DIGITS = re.compile(r"[\s\-‐–—()]+")


def plain_number(written: str) -> str:
    """138 0000 0001, +86-13800000001 and １３８… are one number; words are left as they are."""
    text = BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", written).strip())
    if not re.fullmatch(r"\+?[\d#*]+", text):
        return unicodedata.normalize("NFKC", written).strip()
    return COUNTRY.sub("", text)
