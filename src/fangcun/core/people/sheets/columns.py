"""The columns of a table of residents."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_HEADING_ROWS = 10  # titles and notes that may stand above the headings


class Column(NamedTuple):
    """One column: its name in code and on paper, other names people use, what to write in it."""

    key: str
    title: str
    others: tuple[str, ...]
    note: Promise
    example: str


COLUMNS = (
    Column("name", "姓名", ("名字", "居民姓名", "name"), _("必填"), "陈桂英"),
    Column(
        "phones",
        "电话",
        ("联系电话", "手机", "手机号", "手机号码", "联系方式", "phone", "telephone"),
        _("可写多个，用分号隔开；后面可注明是谁的"),
        "138 0000 5678；0513-85550000 女儿",
    ),
    Column(
        "address",
        "地址",
        ("住址", "家庭住址", "现住址", "address"),
        _("一格写全，如“新村12号楼1单元301”；也可以改用下面四列"),
        "新村12号楼1单元301",
    ),
    Column("estate", "小区", ("estate",), _("写了地址就不用填"), ""),
    Column("building", "楼栋", ("楼号", "幢", "building"), _("写了地址就不用填"), ""),
    Column("unit", "单元", ("unit",), _("写了地址就不用填"), ""),
    Column("room", "室", ("室号", "房号", "门牌", "room"), _("写了地址就不用填"), ""),
    Column(
        "born",
        "出生",
        ("出生日期", "出生年份", "出生年月", "生日", "年龄", "born", "birth", "age"),
        _("日期、年份或“约80”"),
        "1946-05-02",
    ),
    Column("sex", "性别", ("sex",), _("男、女，不清楚就空着"), "女"),
    Column(
        "id_number",
        "身份证号",
        ("身份证", "身份证号码", "公民身份号码", "证件号码", "id number"),
        _("可不填。先把这一列设为“文本”再填，否则末几位会丢失"),
        "",
    ),
    Column("residence", "居住类型", ("户籍类型", "residence"), _("户籍、常住、流动"), "户籍"),
    Column("household", "户", ("户号", "household"), _("同住一户的人写同样的字或号"), "1"),
    Column(
        "relation",
        "与户主关系",
        ("关系", "relation"),
        _("户主、配偶、子女、父母、孙辈、祖辈、兄弟姐妹、保姆护工、其他"),
        "户主",
    ),
    Column("language", "语言或方言", ("语言", "方言", "language"), _("可不填"), "本地话"),
    Column("card_number", "卡号", ("card", "card number"), _("可不填，不能与别人重复"), ""),
    Column("note", "备注", ("说明", "note", "notes"), _("可不填"), ""),
)
_KEYS = {
    word: column.key for column in COLUMNS for word in (column.title, column.key, *column.others)
}


class Headings(NamedTuple):
    """Where the headings stand, and which column holds what."""

    row: int  # from 0
    keys: dict[int, str]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]


def headings_of(rows: Sequence[Sequence[str]]) -> Headings | None:
    """The first row among the upper ones that has a column of names; None if there is none."""
    for number, row in enumerate(rows[:MOST_HEADING_ROWS]):
        keys = {at: _KEYS[word] for at, cell in enumerate(row) if (word := _plain(cell)) in _KEYS}
        if "name" in keys.values():
            said = [cell.strip() for at, cell in enumerate(row) if cell.strip() and at not in keys]
            twice = [title_of(key) for key in keys.values() if [*keys.values()].count(key) > 1]
            return Headings(number, keys, tuple(said), tuple(dict.fromkeys(twice)))
    return None


def title_of(key: str) -> str:
    return next((column.title for column in COLUMNS if column.key == key), key)


def _plain(cell: str) -> str:
    """A heading without stars and notes in brackets; spaces count only between Latin words."""
    text = unicodedata.normalize("NFKC", cell).casefold()
    text = " ".join(re.sub(r"[(\[【].*?[)\]】]|[*:_]", " ", text).split())
    return text if text.isascii() else text.replace(" ", "")
