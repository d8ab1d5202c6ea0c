"""Decisions about signing in: no database, no clock, no settings."""

import base64
import re
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS, STEP_S = 6, 30  # what every authenticator app speaks: RFC 6238
SECRET_BYTES = 20  # RFC 4226, section 4, R6
STEPS_ALLOWED = (0, -1, 1)  # clocks of telephones go a little wrong
RECOVERY_CODES = 10
PASS_DIGITS = 8
READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 and O, no 1, I and L, no U and V mix-ups

MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")


def normal_phone(text: str) -> str | None:
    """A mainland mobile number as eleven digits, however it was written; None if it is none."""
    found = MOBILE.fullmatch(re.sub(r"[\s\-()（）]", "", _plain_digits(text)))
    return found.group(1) if found else None


class Counted(NamedTuple):
    """Tries so far."""

    tries: int
    first_at: datetime
    locked_until: datetime | None


def is_locked(tries: Counted, *, now: datetime) -> bool:
    return tries.locked_until is not None and now < tries.locked_until


def one_more(tries: Counted, *, now: datetime, most: int, lock: timedelta) -> Counted:
    """Count a try before it is judged: the last one allowed locks, and succeeding unlocks.

    Tries that lie further apart than the lock lasts are not counted together.
    """
    is_over = tries.locked_until is not None or now - tries.first_at > lock
    before = Counted(0, now, None) if is_over else tries
    count = before.tries + 1
    return Counted(count, before.first_at, now + lock if count >= most else None)


def one_less(tries: Counted, *, most: int) -> Counted:
    """Give a try back: it succeeded."""
    count = max(tries.tries - 1, 0)
    return Counted(count, tries.first_at, tries.locked_until if count >= most else None)


def new_secret() -> str:
    """A secret for a telephone, written as authenticator apps read it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def address_for_app(*, secret: str, account: str, issuer: str) -> str:
    """What the QR code says: an app that reads it knows the secret and how to call it."""
    totp = TOTP(_key(secret), DIGITS, SHA1(), STEP_S)  # noqa: S303  # the apps' common language
    return totp.get_provisioning_uri(account, issuer)


def step_of_code(*, secret: str, code: str, now: datetime) -> int | None:
    """The half minute for which this code was shown; None where it was for none near now."""
    hotp = HOTP(_key(secret), DIGITS, SHA1())  # noqa: S303  # the apps' common language
    present = int(now.timestamp()) // STEP_S
    for step in (present + allowed for allowed in STEPS_ALLOWED):
        if secrets.compare_digest(hotp.generate(step), code.encode()):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Codes to keep on paper: 4-4, about 39 bits each."""
    return [f"{_readable(4)}-{_readable(4)}" for _ in range(RECOVERY_CODES)]


def new_password() -> str:
    """A first password to be told by voice or paper, and changed at the first sign-in."""
    return "-".join(_readable(4) for _ in range(3))


def new_code() -> str:
    """Six digits for a message."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def new_pass() -> str:
    """Eight digits to be typed from a slip of paper, within ten minutes."""
    return f"{secrets.randbelow(10**PASS_DIGITS):0{PASS_DIGITS}}"


def normal_code(text: str) -> str:
    """A code as it is compared: without blanks and dashes, in capitals, in plain digits."""
    return re.sub(r"[\s\-]", "", _plain_digits(text)).upper()


def _plain_digits(text: str) -> str:
    """Digits as input methods for Chinese write them, made plain."""
    return text.translate({ord("０") + number: str(number) for number in range(10)})


def _readable(length: int) -> str:
    return "".join(secrets.choice(READABLE) for _ in range(length))


def _key(secret: str) -> bytes:
    return base64.b32decode(secret)
