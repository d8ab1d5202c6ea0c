"""What it is about: category, service, urgency, and by which way the need came in."""

import re

from fangcun.services.desk.rules.lines.pieces import COVER, Paper, PieceKind, Words, any_of

MARKS = re.compile(
    r"(?<![不急应用别着])(?:加急|特急|紧急|很急|急急?|马上|立刻|立即|赶紧|赶快)(?![诊救性躁忙慢])"
)
EVENTS = re.compile(
    r"漏水|爆管|水管爆|漏气|煤气味|燃气味|着火|起火|冒烟|触电|跳闸|摔倒|跌倒|摔伤|晕倒|昏倒"
    r"|被困|困人|反锁|走失|走丢|呼吸困难|胸口疼|胸痛"
)
NOT_URGENT = re.compile(r"不(?:用|要|是很|太|着|算)?急|没那么急|预防|演练|讲座|培训|宣传|课")
CHANNELS = (
    ("hotline_12345", r"(?<!\d)12345(?!\d)(?:热线|平台)?(?:转来?|派|交办)?(?:单)?"),
    (
        "wechat",
        r"(?<![用学教装加发回载开绑])微信(?:群里?|上|里)?"
        r"(?:说|发来|留言|转来?|登记|反映|来)?(?!号|支付|缴|挂|步)",
    ),
    ("home_visit", r"上门走访|走访|巡访|入户"),
    ("market", r"集市(?:上|登记|现场)"),
    ("online", r"网上(?:登记|提交|报)?(?!办|买|购|银)|小程序(?:登记|提交|上报)?(?!怎)"),
    ("walk_in", r"到店|来店|本人来|来前台|来中心|现场登记"),
    (
        "phone",
        r"来电话?(?:说|称|反映)?|打电话来|打来电话|电话(?:里说|来|打来|登记|反映)"
        r"|^\s*电话(?=[\s:,])",
    ),
)
CHANNEL_OF = tuple((code, re.compile(pattern)) for code, pattern in CHANNELS)


def claim_channel(paper: Paper) -> str:
    """The way that the line itself names; nothing if it names none."""
    for code, pattern in CHANNEL_OF:
        found = next(paper.found(pattern), None)
        if found is not None:
            paper.claim(PieceKind.CHANNEL, *found.span())
            return code
    return ""


def mark_urgency(paper: Paper) -> bool:
    """Urgent by word or by what happened; what happened stays among the wanted words."""
    if NOT_URGENT.search(paper.text):
        return False
    event = EVENTS.search(paper.text)
    if event is not None:
        paper.mark(PieceKind.URGENT, *event.span())
    mark = MARKS.search(paper.text)
    if mark is not None:
        paper.claim(PieceKind.URGENT, *mark.span())
    return event is not None or mark is not None


def mark_matter(paper: Paper, known: tuple[Words, ...], kind: PieceKind) -> str:
    """The code whose word stands in the line; two of the same length say nothing for certain."""
    pattern = any_of(tuple(word for entry in known for word in entry.words))
    hits = list(paper.found(pattern)) if pattern else []
    if not hits:
        return ""
    longest = max(len(hit.group()) for hit in hits)
    best = [hit for hit in hits if len(hit.group()) == longest]
    codes = {code for hit in best for code in _codes_of(hit.group(), known)}
    if len(codes) != 1:
        return ""
    paper.mark(kind, *best[0].span())
    return codes.pop()


def _codes_of(word: str, known: tuple[Words, ...]) -> set[str]:
    lower = word.lower()
    return {entry.code for entry in known if any(lower == one.lower() for one in entry.words)}


EDGES = " ,，.。;；、:：-/|!！…()（）\t\n\r\x00"
FILLERS = re.compile(r"^(?:住在?|家住|家在|地址|联系|人|是|的|家|[\s,，。;；、:：])+$")


def wanted_words(paper: Paper, *, longest: int) -> str:
    """What is left of the line, as it was typed, when everything else was underlined."""
    left, at = [], 0
    for covered in re.finditer(f"{COVER}+|$", paper.text):
        left.append(paper.line[at : covered.start()].strip(EDGES))
        at = covered.end()
    said = " ".join(part for part in left if not FILLERS.match(part))
    words = " ".join(said.replace("\x00", " ").split())
    return words if len(words) <= longest else words[: longest - 1] + "…"
