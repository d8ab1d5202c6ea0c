"""How an entry in the book of residents is put into columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from fangcun.base.crypto import digest, seal
from fangcun.base.errors import Refusal
from fangcun.core.people.actions.addresses import Place
from fangcun.core.people.models import Household, Phone, Resident
from fangcun.core.people.models.resident import ID_NUMBER
from fangcun.core.people.rules.addresses import AddressParts
from fangcun.core.people.rules.finding import plain_number, words_to_find_by
from fangcun.core.people.rules.numbers import read_id_number
from fangcun.core.people.rules.readings import readings
from fangcun.core.people.states import Residence, Sex
from fangcun.core.places.models import Community

LONGEST_PHONES = 400
NOWHERE = AddressParts()


class WrongIdNumber(Refusal):
    """The ID number does not hold together, or contradicts what else is said."""


class NewPhone(NamedTuple):
    """A telephone of a resident; the first of several is tried first."""

    number: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewResident:
    """What is written down of a person; only name and community are needed."""

    name: str
    community: Community
    sex: str = Sex.UNKNOWN
    born_on: date | None = None
    birth_year: int | None = None
    language: str = ""
    card_number: str = ""
    id_number: str | None = None  # None: nothing is said; empty: there shall be none
    address: AddressParts = NOWHERE
    phones: tuple[NewPhone, ...] = ()
    residence: str = Residence.UNKNOWN
    note: str = ""
    is_demo: bool = False

    @property
    def place(self) -> Place:
        parts = (part.strip() for part in self.address)
        return Place(self.community, AddressParts(*parts))


class Home(NamedTuple):
    """A household, and what a person is to its head."""

    household: Household
    relation: str


def columns_of(given: NewResident) -> dict[str, Any]:
    """Everything but the address, the ID number and the words to find by."""
    likeliest = next(iter(readings(given.name)), None)
    paper = checked_id_number(given)
    born_on = given.born_on or (paper.born_on if paper else None)
    return {
        "name": given.name.strip(),
        "pinyin": likeliest.full[:200] if likeliest else "",
        "initials": likeliest.initials[:40] if likeliest else "",
        "community_id": given.community.pk,
        "sex": (Sex.MALE if paper.is_male else Sex.FEMALE) if paper else given.sex,
        "born_on": born_on,
        "birth_year": born_on.year if born_on else given.birth_year,
        "language": given.language.strip(),
        "card_number": given.card_number.strip() or None,
        "residence": given.residence,
        "note": given.note.strip(),
        "phones_written": phones_written(numbered(given.phones)),
    }


def checked_id_number(given: NewResident) -> Any:
    """The ID number read, or None; refused where it contradicts itself or the rest."""
    if not given.id_number:
        return None
    paper = read_id_number(given.id_number)
    if paper is None:
        raise WrongIdNumber(_("身份证号有误：请核对18位号码，最后一位是校验码"))
    if given.born_on and given.born_on != paper.born_on:
        raise WrongIdNumber(_("身份证号与出生日期不一致"))
    if given.birth_year and given.birth_year != paper.born_on.year:
        raise WrongIdNumber(_("身份证号与出生年份不一致"))
    if given.sex != Sex.UNKNOWN and (given.sex == Sex.MALE) != paper.is_male:
        raise WrongIdNumber(_("身份证号与性别不一致"))
    return paper


def sealed_columns(number: str, *, place: str) -> dict[str, Any]:
    """An ID number as the table keeps it; both columns empty where there is none."""
    if not number:
        return {"id_sealed": None, "id_digest": None}
    return {"id_sealed": seal(number, place=place), "id_digest": digest(number, purpose=ID_NUMBER)}


def numbered(phones: Iterable[NewPhone]) -> list[NewPhone]:
    """Telephones as digits, each once."""
    plain = {plain_number(phone.number): phone.note.strip() for phone in phones}
    return [NewPhone(number, note) for number, note in plain.items() if number]


def phones_written(phones: Iterable[NewPhone | Phone]) -> str:
    """The telephones in one line, for history."""
    said = (f"{one.number}（{one.note}）" if one.note else one.number for one in phones)
    return "、".join(said)[:LONGEST_PHONES]


def phone_rows(resident_id: int, phones: Sequence[NewPhone]) -> list[Phone]:
    return [
        Phone(resident_id=resident_id, number=phone.number, note=phone.note, is_main=at == 0)
        for at, phone in enumerate(phones)
    ]


def words_of(
    resident: Resident, *, phones: Iterable[str], also: Iterable[Resident] = ()
) -> list[str]:
    """Words to find a person by: of this row, and of rows that were merged into it."""
    rows = [resident, *also]
    return words_to_find_by(
        names=[row.name for row in rows],
        phones=[*phones, *(phone.number for row in also for phone in row.phones.all())],
        cards=[row.card_number or "" for row in rows],
        addresses=[row.address.parts for row in rows if row.address],
    )
