"""Numbers, names and lists as people say them, in both languages."""

from collections.abc import Sequence
from math import ceil, isfinite

from fangcun_planner.district import CHILD_BANDS, ELDER_BANDS, Function
from fangcun_planner.text import Text

FEN_PER_WAN = 1_000_000
TODDLER_BAND = 0


def persons(count: float) -> str:
    """Whole persons; need is a rate times residents, so halves are rounded.

    >>> persons(1234.4)
    '1,234'
    """
    return f"{count:,.0f}"


def percent(share: float) -> str:
    """A share between 0 and 1, one digit where it is small.

    >>> percent(0.4567), percent(0.0141), percent(0.0)
    ('46%', '1.4%', '0%')
    """
    return f"{share:.1%}".replace(".0%", "%") if abs(share) < 0.0995 else f"{share:.0%}"


def at_most(share: float) -> str:
    """A proven limit, rounded up to a tenth of a percent: never claim more than is proven.

    >>> at_most(0.01412), at_most(0.02)
    ('1.5%', '2%')
    """
    if not isfinite(share):
        return "–"
    tenths = ceil(round(share * 1000, 6))
    return f"{tenths / 10:g}%"


def money(fen: float) -> Text:
    """Yuan as the two languages count them.

    >>> money(35_250_000)
    Text(zh='35.25万元', en='352,500 yuan')
    """
    wan = f"{fen / FEN_PER_WAN:,.2f}".rstrip("0").rstrip(".")
    return Text(f"{wan}万元", f"{fen / 100:,.0f} yuan")


def metres(length: float) -> str:
    """A walk, to ten metres: nobody paces it out.

    >>> metres(347.9)
    '350'
    """
    return f"{round(length, -1):,.0f}"


def area(square_metres: float) -> str:
    """Floor area without needless digits.

    >>> area(1100.0), area(94.5)
    ('1,100', '94.5')
    """
    return f"{square_metres:,.1f}".removesuffix(".0")


def storey(floor: int) -> Text:
    """A floor as people call it; -1 is the first basement.

    >>> storey(2), storey(-1)
    (Text(zh='2层', en='floor 2'), Text(zh='地下1层', en='basement level 1'))
    """
    if floor < 0:
        return Text(f"地下{-floor}层", f"basement level {-floor}")
    return Text("首层", "the ground floor") if floor <= 1 else Text(f"{floor}层", f"floor {floor}")


def who_needs(function: Function) -> Text:
    """The people a function is for, by the age bands that need it."""
    bands = {band for band, rate in enumerate(function.need_rate) if rate > 0}
    if bands <= {TODDLER_BAND}:
        return Text("婴幼儿", "toddlers")
    if bands <= set(CHILD_BANDS):
        return Text("儿童", "children")
    if bands <= set(ELDER_BANDS):
        return Text("老人", "elders")
    return Text("居民", "residents")


def within(name: Text) -> Text:
    """A name as it stands inside a sentence.

    >>> within(Text("社区助餐", "Community meals")).en
    'community meals'
    """
    return Text(name.zh, name.en[:1].lower() + name.en[1:])


def listed(items: Sequence[Text]) -> Text:
    """Several things in one sentence.

    >>> listed([Text("甲", "A"), Text("乙", "B"), Text("丙", "C")])
    Text(zh='甲、乙、丙', en='A, B and C')
    """
    chinese = "、".join(item.zh for item in items)
    if len(items) < 2:
        return Text(chinese, "".join(item.en for item in items))
    return Text(chinese, f"{', '.join(i.en for i in items[:-1])} and {items[-1].en}")


def told(sentences: Sequence[Text]) -> Text:
    """Whole sentences one after the other."""
    return Text("".join(s.zh for s in sentences), " ".join(s.en for s in sentences))
