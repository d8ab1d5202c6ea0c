"""Numbers of papers and telephones, checked by what they say about themselves."""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from stdnum.cn import ric

from fangcun.core.people.rules.finding import plain_number

LONGEST_PHONE, SHORTEST_PHONE = 20, 3


class WrittenPhone(NamedTuple):
    """A telephone as somebody wrote it: digits, and whose it is."""

    number: str
    note: str


class IdNumber(NamedTuple):
    """An ID number that holds together (GB 11643-1999), and what it says."""

    number: str
    born_on: date
    is_male: bool


def read_id_number(written: str) -> IdNumber | None:
    """The number with birth date and sex; None where length, date or check sign are wrong.

    The region is not checked: codes of districts that were merged away stay on people's cards.
    """
    number = "".join(unicodedata.normalize("NFKC", written).split()).upper()
    if len(number) != 18 or not (number[:17].isascii() and number[:17].isdigit()):
        return None
    if ric.calc_check_digit(number) != number[-1]:
        return None
    try:
        born_on = date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return None
    return IdNumber(number, born_on, is_male=int(number[16]) % 2 == 1)


def is_phone(digits: str) -> bool:
    """Mobile, fixed and short numbers alike: nobody is turned away for an odd number."""
    return SHORTEST_PHONE <= len(digits) <= LONGEST_PHONE and digits.isdigit()


def read_phones(written: str) -> list[WrittenPhone]:
    """Telephones, one a line or parted by commas, each with a word on whose it is.

    138 0000 5678 女儿; 0513-85551234（座机）. What has no digits comes back with no number.
    """
    lines = re.split(r"[\n;；,，、/]+", unicodedata.normalize("NFKC", written))
    return [_read_phone(line.strip()) for line in lines if line.strip()]


def _read_phone(line: str) -> WrittenPhone:
    found = re.match(r"^([^0-9+]*)(\+?[0-9][0-9\-() ]*)(.*)$", line)
    if found is None:
        return WrittenPhone("", line)
    before, number, after = found.groups()
    note = f"{before.strip()} {after.strip()}".strip(" ()（）:：")
    return WrittenPhone(plain_number(number), note)
