"""Values that must not be read from a copy of the database: sealed, and looked up by digest.

The first key of `settings.FIELD_KEYS` seals; every one of them opens, so that keys can be changed
without a night of work. A sealed value belongs to one field of one row: carried to another place
it does not open.
"""

import hmac
import os
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12  # NIST SP 800-38D, 8.2
SEPARATOR = b":"


class CannotOpen(Exception):
    """A sealed value that was damaged, belongs elsewhere, or whose key is not in the settings."""


def seal(text: str, *, place: str) -> bytes:
    """Make `text` unreadable without the key; `place` names the field and row it belongs to."""
    if not text:
        raise ValueError("nothing to seal: keep an empty value as None")
    name, key = settings.FIELD_KEYS[0]
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(key).encrypt(nonce, text.encode(), place.encode())
    return name.encode() + SEPARATOR + nonce + sealed


def unseal(sealed: bytes | memoryview, *, place: str) -> str:
    """The text, if it was sealed for this place."""
    name, found, rest = bytes(sealed).partition(SEPARATOR)
    key = dict(settings.FIELD_KEYS).get(name.decode("ascii", "replace"))
    if not found or key is None:
        raise CannotOpen("no key of FANGCUN_FIELD_KEYS has the id that this value was sealed with")
    nonce, content = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    try:
        return _cipher(key).decrypt(nonce, content, place.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise CannotOpen(f"the value is damaged, or was not sealed for {place}") from error


def is_sealed_anew(sealed: bytes | memoryview) -> bool:
    """Whether the first key sealed this value; others wait to be sealed again."""
    return bytes(sealed).startswith(settings.FIELD_KEYS[0][0].encode() + SEPARATOR)


def digest(text: str, *, purpose: str) -> bytes:
    """32 bytes by which equal values are found without opening any; made with the first key."""
    return digests(text, purpose=purpose)[0]


def digests(text: str, *, purpose: str) -> list[bytes]:
    """The digest under every key: what to look for while keys are being changed."""
    return [
        hmac.new(_derived(key, f"look-up {purpose}"), text.encode(), sha256).digest()
        for _name, key in settings.FIELD_KEYS
    ]


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(_derived(key, "seal"))


@cache
def _derived(key: bytes, use: str) -> bytes:
    """One key for each use, so that a digest says nothing about what is sealed."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"fangcun {use}".encode()).derive(
        key
    )
