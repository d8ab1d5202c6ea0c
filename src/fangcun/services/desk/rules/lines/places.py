"""Addresses: 12号楼301, 12幢2单元301室, 12-2-301, with the estate if it is named."""

import re

from fangcun.services.desk.rules.lines.numerals import NUMERAL
from fangcun.services.desk.rules.lines.pieces import Paper, PieceKind, any_of

S = r"\s?"
HAN = "\u4e00-\u9fff"
NUMBER = rf"(?:\d{{1,3}}|[{NUMERAL}百]{{1,4}})"
BUILDING = (
    rf"(?:{NUMBER}{S}(?:号[楼搂]|号幢|幢|栋|座|#楼?)|[A-Za-z甲乙丙丁]{S}(?:座|幢|栋|号?楼)"
    rf"|{NUMBER}号(?={S}\d{{3,4}}(?!\d)))"
)
UNIT = rf"(?:(?:\d{{1,2}}|[{NUMERAL}甲乙丙]){S}单元)"
ROOM = (
    rf"(?:\d{{3,4}}[A-Za-z]?(?:号房|室|房|户)?(?![\d./:年]|{S}(?:元|块|点|个|号楼|人))"
    rf"|[{NUMERAL}零〇]{{3,4}}室|(?<=元)[{NUMERAL}零〇]{{3,4}}(?!号))"
)
SIDE = r"(?:[东西南北中]{1,2}[户室边面首头]?|[左右]手?边?)"
FLOOR = rf"(?:(?:\d{{1,2}}|[{NUMERAL}]{{1,2}}){S}[楼层]{SIDE}?)"
DOOR = rf"(?:{ROOM}|{FLOOR})"
DASHED = r"(?<![\d/.-])\d{1,3}-(?:\d{1,2}-)?\d{3,4}(?:室)?(?![\d/.-])"
HOME = re.compile(
    rf"(?<!\d)(?:{DASHED}|{BUILDING}(?:{S}[-,]?{S}{UNIT})?(?:{S}[-,]?{S}{DOOR})?"
    rf"|{UNIT}{S}{DOOR}|\d{{3,4}}室)"
)
ESTATE = re.compile(
    rf"(?:(?<![{HAN}])|(?<=[住在到去]))[{HAN}]{{1,8}}?"
    rf"(?:新村|小区|花苑|花园|家园|公寓|嘉园|佳苑|名都|广场|大院|新城|雅居|里弄|苑|府|邸|庭)$"
)
STREET = re.compile(
    rf"(?:(?<![{HAN}])|(?<=[住在到去]))[{HAN}]{{1,6}}?(?:大道|路|街|巷|弄)\d{{1,4}}弄?(?:\d{{1,4}}号|号)?"
)
REACH = 12
"""Characters before a building in which its estate may stand."""


def claim_place(paper: Paper, *, estates: tuple[str, ...]) -> str:
    """The first address; a known estate or a street with its number stands alone too."""
    known = any_of(estates)
    home = next(paper.found(HOME), None)
    street = next(paper.found(STREET), None)
    if street is not None and (home is None or street.start() < home.end()):
        return _claim(paper, *_street_span(street, home))
    if home is not None:
        return _claim(paper, _estate_before(paper, home.start(), known), home.end())
    named = known.search(paper.text) if known else None
    return _claim(paper, named.start(), named.end()) if named else ""


def _street_span(street: re.Match[str], home: re.Match[str] | None) -> tuple[int, int]:
    """A street's number and the home that follows it at once."""
    if home is None or home.start() > street.end() + 1:
        return street.span()
    return street.start(), max(street.end(), home.end())


def _estate_before(paper: Paper, start: int, known: re.Pattern[str] | None) -> int:
    """Where the address begins if an estate stands right before the building."""
    from_here = max(0, start - 40)
    before = paper.text[from_here:start].rstrip(" 的")
    for estate in known.finditer(before) if known else ():
        if estate.end() == len(before):
            return from_here + estate.start()
    unknown = ESTATE.search(before, max(0, len(before) - REACH))
    return from_here + unknown.start() if unknown else start


def _claim(paper: Paper, start: int, end: int) -> str:
    return "".join(paper.claim(PieceKind.PLACE, start, end).split())
