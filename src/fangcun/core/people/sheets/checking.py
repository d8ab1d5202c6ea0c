"""Rows of a table as people, and everything that is wrong with them at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from fangcun.core.people.actions import ImportedResident, NewPhone, NewResident
from fangcun.core.people.rules.addresses import AddressParts, parse_address
from fangcun.core.people.rules.births import Birth, read_birth
from fangcun.core.people.rules.numbers import is_phone, read_id_number, read_phones
from fangcun.core.people.sheets.columns import Headings, headings_of, title_of
from fangcun.core.people.sheets.reading import LOST, CannotRead, rows_of
from fangcun.core.people.states import Relation, Residence, Sex
from fangcun.core.places.models import Community

LONGEST = {"name": 200, "note": 2_000, "language": 40, "card_number": 40, "household": 40}
MOST_PHONES = 6


class Problem(NamedTuple):
    """What is wrong, and where: row as on screen, column by its heading."""

    row: int
    column: str
    text: str


class NumberedRow(NamedTuple):
    """One person of the table, with the row he stands in."""

    row: int
    imported: ImportedResident


class Reading(NamedTuple):
    """What a table says."""

    people: list[NumberedRow]
    problems: list[Problem]
    unknown_columns: tuple[str, ...]


def read_residents(path: Path, *, community: Community, today: date) -> Reading:
    """Everybody in the table, or everything that is wrong in it."""
    try:
        rows = rows_of(path)
    except CannotRead as refusal:
        return Reading([], [Problem(0, "", str(refusal))], ())
    headings = headings_of(rows)
    if headings is None:
        no_names = _("前10行里找不到“姓名”这一列，请使用模板")
        return Reading([], [Problem(0, "", no_names)], ())
    if headings.doubled:
        twice = _("这一列出现了两次，不知道以哪一列为准")
        problems = [Problem(headings.row + 1, title, twice) for title in headings.doubled]
        return Reading([], problems, headings.unknown)
    return _read_rows(rows, headings, community, today)


def _read_rows(
    rows: Sequence[Sequence[str]], headings: Headings, community: Community, today: date
) -> Reading:
    people, problems = [], []
    for number, cells in enumerate(rows[headings.row + 1 :], start=headings.row + 2):
        said = {key: cells[at].strip() for at, key in headings.keys.items() if at < len(cells)}
        if not any(said.values()):
            continue
        reader = _RowReader(number, said, today)
        imported = reader.read(community)
        problems += reader.problems
        people.append(NumberedRow(number, imported))
    problems += [*_twice(people, "card_number"), *_twice(people, "id_number"), *_two_heads(people)]
    if not people and not problems:
        problems.append(Problem(0, "", _("表格里没有居民")))
    return Reading(people, sorted(problems), headings.unknown)


class _RowReader:
    """Reads one row and remembers what is wrong in it."""

    def __init__(self, number: int, said: Mapping[str, str], today: date) -> None:
        self.number, self.said, self.today = number, said, today
        self.problems: list[Problem] = []

    def read(self, community: Community) -> ImportedResident:
        for key in self.said:
            self._check_cell(key)
        birth, sex = self._birth(), self._sex()
        given = NewResident(
            name=self._name(),
            community=community,
            sex=sex,
            born_on=birth.day if birth else None,
            birth_year=birth.year if birth else None,
            language=self._text("language"),
            card_number=self._text("card_number"),
            id_number=self._id_number(birth, sex),
            address=self._address(),
            phones=self._phones(),
            residence=self._choice("residence", Residence.choices, Residence.UNKNOWN),
            note=self._text("note"),
        )
        relation = self._choice("relation", Relation.choices, "")
        return ImportedResident(given, self._text("household"), relation)

    def _text(self, key: str) -> str:
        return self.said.get(key, "")

    def _wrong(self, key: str, text: str) -> None:
        self.problems.append(Problem(self.number, title_of(key), text))

    def _check_cell(self, key: str) -> None:
        text = self.said[key]
        if text == LOST:
            self._wrong(key, _("Excel把它存成了数字，末几位已丢失。请把这一列设为“文本”重新填写"))
        elif text.startswith("#") and text.endswith(("!", "?", "/A")):
            self._wrong(key, _("公式出错（{text}）").format(text=text))
        elif len(text) > LONGEST.get(key, 300):
            self._wrong(key, _("太长，请不超过{most}个字").format(most=LONGEST.get(key, 300)))

    def _name(self) -> str:
        name = " ".join(self._text("name").split())
        if not any(sign.isalpha() for sign in name):
            self._wrong("name", _("没有姓名"))
        return name

    def _phones(self) -> tuple[NewPhone, ...]:
        phones = read_phones(self._text("phones"))
        for phone in phones:
            if not is_phone(phone.number):
                said = phone.number or phone.note
                self._wrong("phones", _("“{said}”不像电话号码").format(said=said))
            if len(phone.note) > 40:
                self._wrong("phones", _("电话的说明请不超过40个字"))
        if len(phones) > MOST_PHONES:
            self._wrong("phones", _("最多登记6个电话"))
        return tuple(NewPhone(*phone) for phone in phones)

    def _address(self) -> AddressParts:
        in_parts = (
            self._text("estate"),
            _with(self._text("building"), "号楼"),
            _with(self._text("unit"), "单元"),
            _with(self._text("room"), "室"),
        )
        parts = parse_address("".join(in_parts) or self._text("address"))
        if max(map(len, parts[1:])) > 40:
            self._wrong("address", _("楼栋、单元、室号太长，请核对"))
        return parts

    def _birth(self) -> Birth | None:
        said = self._text("born")
        birth = read_birth(said, today=self.today) if said else None
        if said and birth is None and not said.startswith("#"):
            self._wrong("born", _("看不懂“{said}”，请写成1946-05-02、1946或约80").format(said=said))
        return birth

    def _sex(self) -> str:
        return self._choice("sex", [*Sex.choices, ("male", "m"), ("female", "f")], Sex.UNKNOWN)

    def _choice(self, key: str, choices: Sequence[tuple[str, object]], nothing: str) -> str:
        said = self._text(key).removesuffix("性").removesuffix("人口").casefold()
        if not said:
            return nothing
        found = [value for value, words in choices if said in {value, str(words).casefold()}]
        found += [value for value, words in _chinese(key) if said == words]
        if not found and not said.startswith("#"):
            self._wrong(key, _("没有“{said}”这个选项").format(said=self._text(key)))
        return found[0] if found else nothing

    def _id_number(self, birth: Birth | None, sex: str) -> str | None:
        said = self._text("id_number")
        if not said or said.startswith("#"):
            return None
        paper = read_id_number(said)
        if paper is None:
            self._wrong("id_number", _("身份证号有误，请逐位核对"))
            return None
        if birth and birth != Birth(paper.born_on if birth.day else None, paper.born_on.year):
            self._wrong("born", _("与身份证号中的出生日期不一致"))
        if sex not in {Sex.UNKNOWN, Sex.MALE if paper.is_male else Sex.FEMALE}:
            self._wrong("sex", _("与身份证号中的性别不一致"))
        return paper.number


_CHINESE = {
    "sex": (("male", "男"), ("female", "女"), ("unknown", "未知"), ("unknown", "不详")),
    "residence": (
        ("registered", "户籍"),
        ("resident", "常住"),
        ("floating", "流动"),
        ("unknown", "未知"),
    ),
    "relation": (
        ("head", "户主"),
        ("head", "本人"),
        ("spouse", "配偶"),
        ("spouse", "妻子"),
        ("spouse", "丈夫"),
        ("child", "子女"),
        ("child", "儿子"),
        ("child", "女儿"),
        ("parent", "父母"),
        ("parent", "父亲"),
        ("parent", "母亲"),
        ("grandchild", "孙辈"),
        ("grandparent", "祖辈"),
        ("sibling", "兄弟姐妹"),
        ("carer", "保姆护工"),
        ("carer", "保姆"),
        ("other", "其他"),
    ),
}


def _chinese(key: str) -> Sequence[tuple[str, str]]:
    """The words of the template, whatever language the page is read in."""
    return _CHINESE[key]


def _with(part: str, word: str) -> str:
    return f"{part}{word}" if part.isalnum() and part.isascii() else part


def _twice(people: Sequence[NumberedRow], key: str) -> Iterator[Problem]:
    """The same card or ID number in two rows."""
    first: dict[str, int] = {}
    for number, row in people:
        value = getattr(row.given, key) or ""
        if value and value in first:
            told = _("与第{row}行相同").format(row=first[value])
            yield Problem(number, title_of(key), told)
        first.setdefault(value, number)


def _two_heads(people: Sequence[NumberedRow]) -> Iterator[Problem]:
    heads: dict[str, int] = {}
    for number, row in people:
        if not row.household or row.relation != Relation.HEAD:
            continue
        if row.household in heads:
            told = _("这一户在第{row}行已有户主").format(row=heads[row.household])
            yield Problem(number, title_of("relation"), told)
        heads.setdefault(row.household, number)
