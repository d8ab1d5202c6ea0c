"""What the caller is called: 姓陈, 陈奶奶, 老陈, 陈桂英."""

import re

from fangcun.services.desk.rules.lines.pieces import COVER, Paper, PieceKind

COMPOUND = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|夏侯|司徒"
    "|端木|轩辕|宇文|长孙|南宫|西门|百里|呼延"
)
COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢"
    "傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙贺顾毛郝龚邵万钱严武孔向汤季葛施倪陶"
)
RARER = (
    "洪翟莫殷章庞鲁温俞邢兰翁申霍柴艾岳齐安颜易樊康伍庄柯牛耿詹关欧游岑庄甘祝左涂焦舒盛毕裴纪费路柳项曲尤童储"
    "丛包闵茅卞桑缪瞿仇仲冒保花卜单成宗查娄濮凌冷黄凤郁管祁景瞿郎吉缪虞邬臧喻鞠於巫宁甄訾匡"
    "骆戚鲍卫奚褚闻桂乔阮蓝闫辛郜竺苗"
)
SURNAME = rf"(?:{COMPOUND}|[{COMMON}{RARER}])"
TITLES = (
    "老奶奶|老爷爷|老先生|老太太|老大爷|老师傅|奶奶|爷爷|大爷|大妈|大娘|大姐|大哥|大叔|大婶|大伯|阿姨|阿婆|阿公"
    "|叔叔|伯伯|婆婆|公公|爹爹|师傅|先生|女士|小姐|太太|老师|医生|老太|老伯|老爹|婶婶|婶子|婶|嫂子|妈妈|爸爸|家长"
    "|同志|老板|护士|主任|书记|叔|伯|姨|嫂|姐|哥"
)
KIN = "女儿|儿子|老伴|孙子|孙女|外孙女?|媳妇|儿媳妇?|女婿|家属|邻居|保姆|爱人"
WHOSE = rf"(?:(?:家?的)?(?:{KIN}))?"
HAN = "\u4e00-\u9fff"
EDGE = rf"(?<![{HAN}])"
DOER = r"(?<![请找叫让派由约])(?<![请找叫让派由约][老小])"
NOT_GIVEN = (
    "堵漏坏修装洗疏擦订餐饭压桶灯锁管药电水门窗床车脚手腿腰眼血糖尿痛疼说讲要想来去的了在家里"
)
GIVEN = rf"(?![{NOT_GIVEN}])[{HAN}](?:(?![{NOT_GIVEN}])[{HAN}])?"
SPOKE = r"(?=说|讲|反映|来电|要求|要|想|打|家)"

SAID = re.compile(
    rf"(?:我|本人|居民|老人|客户|对方)?姓(?!名)[::]?\s?(?P<name>{COMPOUND}|[{HAN}])(?:的)?(?P<title>{TITLES})?"
    rf"(?![{HAN}]{{3}})"
)
FULL_SAID = re.compile(
    rf"(?:联系人|姓名|称呼|叫|我是|是)[::]?\s?(?P<name>{SURNAME}{GIVEN})(?![{HAN}])"
)
TITLED_FULL = re.compile(rf"{EDGE}{DOER}(?P<name>{SURNAME}{GIVEN}(?:{TITLES}){WHOSE})")
TITLED = re.compile(
    rf"{DOER}(?<![由对关属至位])(?P<name>[老小]?{SURNAME}(?:{TITLES}){WHOSE})(?!级|班|傅)"
)
OLD = re.compile(
    rf"{EDGE}{DOER}(?P<name>[老小](?:{COMPOUND}|[{COMMON}])头?{WHOSE})(?=[^{HAN}]|$|家|说|讲|要|来电|打)"
)
BARE = re.compile(rf"{EDGE}(?P<name>{SURNAME}{GIVEN})(?:(?![{HAN}])|{SPOKE})")
SPACES = " ,,.。;;、::/|\t\n-()[]"


def claim_caller(paper: Paper, *, not_names: re.Pattern[str] | None) -> str:
    """How the caller is called in the book; a name alone counts beside a number or an address."""
    said = next(paper.found(SAID), None)
    if said is not None:
        paper.claim(PieceKind.NAME, *said.span())
        return said["name"] + said["title"] if said["title"] else f"姓{said['name']}"
    for pattern in (FULL_SAID, TITLED_FULL, TITLED, OLD):
        if found := _first(paper, pattern, not_names):
            return _claim(paper, found)
    for found in paper.found(BARE):
        if _is_beside_a_piece(paper, found) and not _is_a_matter(found["name"], not_names):
            return _claim(paper, found)
    return ""


def _first(
    paper: Paper, pattern: re.Pattern[str], not_names: re.Pattern[str] | None
) -> re.Match[str] | None:
    names = paper.found(pattern)
    return next((name for name in names if not _is_a_matter(name["name"], not_names)), None)


def _claim(paper: Paper, found: re.Match[str]) -> str:
    paper.claim(PieceKind.NAME, found.start(), found.end("name"))
    return found["name"]


def _is_a_matter(name: str, not_names: re.Pattern[str] | None) -> bool:
    """安装, 方便面 and the words of a category begin like names."""
    return bool(not_names and not_names.search(name))


def _is_beside_a_piece(paper: Paper, found: re.Match[str]) -> bool:
    """Only separators between the name and a number or an address that was read before."""
    before = paper.text[max(0, found.start() - 4) : found.start()].rstrip(SPACES)
    after = paper.text[found.end() : found.end() + 4].lstrip(SPACES)
    return before.endswith(COVER) or after.startswith(COVER)
