"""What a facility can offer: functions and the modules in which they are fitted out."""

from fangcun_planner.defaults import NEED_COLUMNS
from fangcun_planner.district import AGE_BANDS, Standing
from fangcun_planner.files.schema import Choice, Column, Kind, Sheet
from fangcun_planner.files.sheets.people import band_name
from fangcun_planner.text import Text

STANDINGS = (
    Choice(Standing.VERIFIED.value, Text("已核", "verified")),
    Choice(Standing.SECONDARY.value, Text("转引待核", "secondary")),
    Choice(Standing.DERIVED.value, Text("推算待核", "derived")),
    Choice(Standing.UNVERIFIED.value, Text("待核", "unverified")),
)

SOURCE_COLUMNS = (
    Column(
        key="source",
        name=Text("来源", "Source"),
        kind=Kind.TEXT,
        is_required=False,
        default="",
        most=1000,
        help=Text("数字出自哪里", "Where the numbers come from"),
    ),
    Column(
        key="checked_on",
        name=Text("核对日期", "Checked on"),
        kind=Kind.DATE,
        is_required=False,
        help=Text("最近一次核对来源的日期", "When somebody last looked at the source"),
    ),
    Column(
        key="standing",
        name=Text("可靠程度", "Standing"),
        kind=Kind.CHOICE,
        is_required=False,
        default=Standing.UNVERIFIED.value,
        choices=STANDINGS,
        help=Text("不是“已核”的在结果中注明待核", "Results mark whatever is not verified"),
    ),
)

CODE_HELP = Text("程序使用的英文代码，不重复", "Code used by the program, in English letters")


def code_and_names(what: Text) -> tuple[Column, Column, Column]:
    """Code and the two names of something."""
    return (
        Column(
            key="code",
            name=Text(f"{what.zh}代码", f"{what.en} code"),
            kind=Kind.CODE,
            help=CODE_HELP,
        ),
        Column(
            key="name",
            name=Text(f"{what.zh}名称", f"{what.en} name"),
            kind=Kind.TEXT,
            help=Text("中文名称", "Name in Chinese"),
        ),
        Column(
            key="name_en",
            name=Text("英文名称", "Name in English"),
            kind=Kind.TEXT,
            is_required=False,
            default="",
            help=Text("可空，空时用中文名称", "May be empty: the Chinese name is used"),
        ),
    )


def _reach(key: str, name: Text) -> Column:
    return Column(
        key=key,
        name=name,
        kind=Kind.NUMBER,
        unit="米",
        least=1,
        most=20_000,
        help=Text(
            "最远步行距离：5分钟圈300米、10分钟圈500米、15分钟圈800至1000米；老人步速较慢",
            "Farthest walk: 300 m in 5 minutes, 500 m in 10, 800 to 1,000 m in 15; "
            "elders are slower",
        ),
    )


def _floor(key: str, name: Text) -> Column:
    return Column(
        key=key,
        name=name,
        kind=Kind.WHOLE,
        least=-9,
        most=200,
        help=Text("允许设置的楼层；一楼填1，地下一层填-1", "Floors allowed: 1 is the ground floor"),
    )


FUNCTIONS = Sheet(
    key="functions",
    name=Text("功能", "Functions"),
    help=Text(
        "每类服务一行：谁需要、多紧迫、走多远；没有此表时用默认值",
        "One row per service: who needs it, how urgent, how far to walk; defaults if absent",
    ),
    is_required=False,
    unique=("code",),
    columns=(
        *code_and_names(Text("功能", "Function")),
        Column(
            key="urgency",
            name=Text("紧迫程度", "Urgency"),
            kind=Kind.NUMBER,
            least=0,
            most=1000,
            help=Text("服务一个人的分值", "Value of serving one person"),
        ),
        Column(
            key="urgency_factor",
            name=Text("本次侧重", "Emphasis this time"),
            kind=Kind.NUMBER,
            is_required=False,
            default=1.0,
            least=0,
            most=1000,
            help=Text(
                "本次规划的倍数：1为照常，0为不考虑",
                "Factor for this plan: 1 as usual, 0 leaves it out",
            ),
        ),
        Column(
            key="is_priority",
            name=Text("优先功能", "Priority"),
            kind=Kind.YES_NO,
            help=Text(
                "养老、托育、托管、助餐为优先功能", "Elder, toddler, after-school care and meals"
            ),
        ),
        _reach("reach_m", Text("步行距离", "Reach")),
        _reach("elder_reach_m", Text("老人步行距离", "Elders' reach")),
        _floor("lowest_floor", Text("最低楼层", "Lowest floor")),
        _floor("highest_floor", Text("最高楼层", "Highest floor")),
        Column(
            key="needs_step_free",
            name=Text("须无障碍", "Needs step-free"),
            kind=Kind.YES_NO,
            help=Text("只能设在无障碍的空间", "Only in step-free spaces"),
        ),
        *(
            Column(
                key=key,
                name=band_name(band, Text("需求率", "Need rate")),
                kind=Kind.NUMBER,
                least=0,
                most=1,
                help=Text(
                    "该年龄段需要此服务的份额，0到1", "Share of this age that needs it, 0 to 1"
                ),
            )
            for key, band in zip(NEED_COLUMNS, AGE_BANDS, strict=True)
        ),
        *SOURCE_COLUMNS,
    ),
)

MODULES = Sheet(
    key="modules",
    name=Text("模块", "Modules"),
    help=Text(
        "每项功能的规模，每种一行：面积、服务人数、设备费；没有此表时用默认值",
        "The sizes of each function, one row each: area, capacity, equipment; defaults if absent",
    ),
    is_required=False,
    unique=("code",),
    columns=(
        *code_and_names(Text("模块", "Module")),
        Column(
            key="function",
            name=Text("功能", "Function"),
            kind=Kind.REFERENCE,
            refers_to="functions",
            help=Text("“功能”表中的代码或名称", "Code or name in “Functions”"),
        ),
        Column(
            key="floor_area_m2",
            name=Text("建筑面积", "Floor area"),
            kind=Kind.NUMBER,
            unit="㎡",
            least=1,
            most=100_000,
            help=Text("占用的面积，宜为10的倍数", "Area it takes, best in multiples of 10"),
        ),
        Column(
            key="capacity",
            name=Text("服务人数", "Capacity"),
            kind=Kind.NUMBER,
            unit="人",
            least=0.1,
            most=1_000_000,
            help=Text("经常使用的人最多多少", "How many regular users it can serve"),
        ),
        Column(
            key="equipment_yuan",
            name=Text("设备费", "Equipment"),
            kind=Kind.YUAN,
            unit="元",
            least=0,
            most=1_000_000_000,
            help=Text("装修以外的设备费用", "On top of the fit-out"),
        ),
        *SOURCE_COLUMNS,
    ),
)
