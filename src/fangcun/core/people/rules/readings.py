"""How a name is read: pinyin in full and its initials, with every reading that matters."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

# Surnames that are read otherwise than the same character elsewhere: reading of the surname
# first, then others that people use or type by mistake.
SURNAMES: dict[str, tuple[str, ...]] = {
    "单": ("shan", "dan"),
    "曾": ("zeng", "ceng"),
    "仇": ("qiu", "chou"),
    "解": ("xie", "jie"),
    "查": ("zha", "cha"),
    "区": ("ou", "qu"),
    "朴": ("piao", "pu"),
    "盖": ("ge", "gai"),
    "乐": ("yue", "le"),
    "翟": ("zhai", "di"),
    "覃": ("qin", "tan"),
    "洗": ("xian", "xi"),
    "折": ("she", "zhe"),
    "员": ("yun", "yuan"),
    "缪": ("miao", "miu"),
    "种": ("chong", "zhong"),
    "秘": ("bi", "mi"),
    "召": ("shao", "zhao"),
    "黑": ("he", "hei"),
    "繁": ("po", "fan"),
    "祭": ("zhai", "ji"),
    "宓": ("mi", "fu"),
    "郇": ("xun", "huan"),
    "隗": ("wei", "kui"),
    "谌": ("chen", "shen"),
    "柏": ("bai", "bo"),
    "牟": ("mu", "mou"),
    "都": ("du", "dou"),
    "车": ("che", "ju"),
    "石": ("shi", "dan"),
    "贾": ("jia", "gu"),
    "沈": ("shen", "chen"),
    "盛": ("sheng", "cheng"),
    "宿": ("su", "xiu"),
    "尉": ("wei", "yu"),
    "重": ("chong", "zhong"),
    "行": ("xing", "hang"),
    "便": ("pian", "bian"),
    "佴": ("nai", "er"),
    "俞": ("yu", "shu"),
    "长": ("zhang", "chang"),
    "藏": ("zang", "cang"),
}
DOUBLE_SURNAMES: dict[str, tuple[str, str]] = {
    "欧阳": ("ou", "yang"),
    "司马": ("si", "ma"),
    "上官": ("shang", "guan"),
    "诸葛": ("zhu", "ge"),
    "东方": ("dong", "fang"),
    "皇甫": ("huang", "fu"),
    "尉迟": ("yu", "chi"),
    "公孙": ("gong", "sun"),
    "慕容": ("mu", "rong"),
    "令狐": ("ling", "hu"),
    "长孙": ("zhang", "sun"),
    "宇文": ("yu", "wen"),
    "司徒": ("si", "tu"),
    "夏侯": ("xia", "hou"),
    "端木": ("duan", "mu"),
    "万俟": ("mo", "qi"),
    "澹台": ("tan", "tai"),
    "淳于": ("chun", "yu"),
    "单于": ("chan", "yu"),
    "申屠": ("shen", "tu"),
    "独孤": ("du", "gu"),
    "南宫": ("nan", "gong"),
    "东郭": ("dong", "guo"),
    "赫连": ("he", "lian"),
    "闻人": ("wen", "ren"),
    "钟离": ("zhong", "li"),
    "呼延": ("hu", "yan"),
}
MOST_READINGS = 16  # of one name; a name of three many-voiced characters would have hundreds
MOST_SOUNDS = 3  # of one character of a given name; what comes after is out of use


class Reading(NamedTuple):
    """One reading of a name: syllables, those of the surname first."""

    surname: tuple[str, ...]
    given: tuple[str, ...]

    @property
    def full(self) -> str:
        return "".join((*self.surname, *self.given))

    @property
    def initials(self) -> str:
        return "".join(syllable[0] for syllable in (*self.surname, *self.given))


def readings(name: str) -> list[Reading]:
    """Every reading of a name that matters, the likeliest first; none for names without Han."""
    plain = plain_name(name)
    if not plain or plain.isascii():
        return []
    split = 2 if plain[:2] in DOUBLE_SURNAMES and len(plain) > 2 else 1
    sounds = [*_surname(plain[:split]), *(_sounds(sign)[:MOST_SOUNDS] for sign in plain[split:])]
    return [
        Reading(tuple(way[:split]), tuple(part for part in way[split:] if part))
        for way in islice(product(*sounds), MOST_READINGS)
        if way[0]
    ]


def plain_name(name: str) -> str:
    """A name for comparing: no spaces or dots, full-width and compatibility forms made one."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s\0·•・‧.．\-']+", "", text)


def name_words(name: str) -> set[str]:
    """A name and every tail of it, so that the given name alone finds it too."""
    return {tail for part in _parts(name) for tail in _tails(part)}


def pinyin_words(name: str) -> set[str]:
    """chenguiying, guiying, ying and chengy (surname, then initials), for each reading."""
    words: set[str] = set()
    for reading in readings(name):
        syllables = (*reading.surname, *reading.given)
        for way in _spellings(syllables):
            words |= {"".join(way[at:]) for at in range(len(way))}
            words.add("".join(way[: len(reading.surname)]) + "".join(s[0] for s in reading.given))
    return words


def initials_words(name: str) -> set[str]:
    """cgy, gy."""
    return {
        tail for reading in readings(name) for tail in _tails(reading.initials) if len(tail) > 1
    }


def _parts(name: str) -> Iterable[str]:
    """The whole name, and the parts of a name that has several."""
    parts = re.split(r"[\s·•・‧.．]+", unicodedata.normalize("NFKC", name).casefold())
    return {plain_name(name), *filter(None, parts)} - {""}


def _tails(text: str) -> Iterable[str]:
    """Latin names are found from their beginning, names in characters from any one."""
    return {text} if text.isascii() and len(text) > 4 else {text[at:] for at in range(len(text))}


def _surname(surname: str) -> list[Sequence[str]]:
    if surname in DOUBLE_SURNAMES:
        return [[sound] for sound in DOUBLE_SURNAMES[surname]]
    known = SURNAMES.get(surname, ())
    return [[*known, *(sound for sound in _sounds(surname) if sound not in known)]]


@lru_cache(maxsize=30_000)
def _sounds(sign: str) -> Sequence[str]:
    """The readings of one character; an empty one where none is known."""
    from pypinyin import Style, pinyin

    if sign.isascii():
        return [sign]
    found = pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    sounds = [sound for sound in (found[0] if found else []) if sound.isascii() and sound.isalpha()]
    return list(dict.fromkeys(sounds)) or [""]


def _spellings(syllables: Sequence[str]) -> Iterable[Sequence[str]]:
    """lü is typed lv, on papers it is written lyu, and many type lu."""
    yield syllables
    if any("v" in syllable for syllable in syllables):
        for written in ("yu", "u"):
            yield [syllable.replace("v", written) for syllable in syllables]
