"""What there is to work with: idle spaces, and the facilities that are open already."""

from fangcun_planner.files.schema import Choice, Column, Kind, Sheet
from fangcun_planner.files.sheets.people import community_of, lon_lat
from fangcun_planner.text import Text

MOST_AREA_M2 = 10_000_000
MOST_YUAN = 1_000_000_000_000

_A_SPACE = Text("空间", "the space")
_A_FACILITY = Text("设施", "the facility")

IS_DEMO = Column(
    key="is_demo",
    name=Text("演示数据", "Demo data"),
    kind=Kind.YES_NO,
    is_required=False,
    default=False,
    help=Text("编造的数据填“是”，结果中会注明", "Yes for made-up data; results will say so"),
)


def _area(what: Text) -> Column:
    return Column(
        key="floor_area_m2",
        name=Text("建筑面积", "Floor area"),
        kind=Kind.NUMBER,
        unit="㎡",
        least=1,
        most=MOST_AREA_M2,
        help=Text(
            f"{what.zh}可用的建筑面积，平方米", f"Usable floor area of {what.en}, square metres"
        ),
    )


def _note(key: str, name: Text, help_text: Text) -> Column:
    """An optional remark."""
    return Column(key=key, name=name, kind=Kind.TEXT, help=help_text, is_required=False, default="")


SPACES = Sheet(
    key="spaces",
    name=Text("存量空间", "Idle spaces"),
    help=Text(
        "每处可能改作设施的用房一行；可在此指定必选、排除和功能",
        "One row per premises that may become a facility; choose or exclude it here",
    ),
    unique=("id",),
    columns=(
        Column(
            key="id",
            name=Text("空间编号", "Space id"),
            kind=Kind.CODE,
            help=Text("不重复的编号", "An identifier of its own"),
        ),
        Column(
            key="name",
            name=Text("空间名称", "Space name"),
            kind=Kind.TEXT,
            help=Text("一看就知道是哪里", "So that everybody knows which one"),
        ),
        community_of(_A_SPACE),
        *lon_lat(_A_SPACE),
        _area(_A_SPACE),
        Column(
            key="floor",
            name=Text("楼层", "Floor"),
            kind=Kind.WHOLE,
            least=-9,
            most=200,
            help=Text(
                "一楼填1，地下一层填-1，没有0层", "1 is the ground floor, -1 the first basement"
            ),
        ),
        Column(
            key="is_step_free",
            name=Text("无障碍", "Step-free"),
            kind=Kind.YES_NO,
            help=Text(
                "轮椅能否进入：有坡道、电梯或平进填“是”",
                "Yes if a wheelchair can get in: ramp, lift or level entrance",
            ),
        ),
        Column(
            key="fit_out_yuan_per_m2",
            name=Text("装修造价", "Fit-out cost"),
            kind=Kind.YUAN,
            unit="元/㎡",
            least=0,
            most=1_000_000,
            help=Text(
                "每平方米装修费用，不含设备。轻改造约50元，全面装修1000至2500元",
                "Fit-out per square metre without equipment: about 50 yuan for light reuse, "
                "1,000 to 2,500 for a full one",
            ),
        ),
        _note("tenure", Text("权属", "Tenure"), Text("如：社区自有、国有、租赁", "Who owns it")),
        Column(
            key="rent_yuan_per_year",
            name=Text("年租金", "Rent per year"),
            kind=Kind.YUAN,
            unit="元/年",
            is_required=False,
            default=0,
            least=0,
            most=MOST_YUAN,
            help=Text("整处每年租金，无偿使用填0", "For the whole space; 0 if free"),
        ),
        _note(
            "condition", Text("现状", "Condition"), Text("如：良好、一般、较差", "Good, fair, poor")
        ),
        _note(
            "present_use", Text("目前用途", "Present use"), Text("如：空置、仓储", "Empty, storage")
        ),
        Column(
            key="decision",
            name=Text("决策", "Decision"),
            kind=Kind.CHOICE,
            is_required=False,
            default="free",
            choices=(
                Choice("free", Text("不限", "free")),
                Choice("must_open", Text("必选", "must open")),
                Choice("must_not_open", Text("排除", "must not open")),
            ),
            help=Text(
                "必选：方案一定启用；排除：一定不用；不限或空白：由程序选择",
                "Must open, must not open, or free (the program chooses)",
            ),
        ),
        *(
            Column(
                key=key,
                name=name,
                kind=Kind.REFERENCES,
                is_required=False,
                default=(),
                most=2000,
                refers_to="functions",
                help=Text(
                    "功能代码或名称，用顿号隔开", "Codes or names of functions, separated by commas"
                ),
            )
            for key, name in (
                ("must_have", Text("必须有的功能", "Must have")),
                ("must_not_have", Text("不得有的功能", "Must not have")),
            )
        ),
        IS_DEMO,
    ),
)

FACILITIES = Sheet(
    key="facilities",
    name=Text("现有设施", "Existing facilities"),
    help=Text(
        "已经开放的设施每处一行；能服务多少人在“设施功能”表中填写",
        "One row per open facility; what it serves stands in “Facility functions”",
    ),
    is_required=False,
    unique=("id",),
    columns=(
        Column(
            key="id",
            name=Text("设施编号", "Facility id"),
            kind=Kind.CODE,
            help=Text("不重复的编号", "An identifier of its own"),
        ),
        Column(
            key="name",
            name=Text("设施名称", "Facility name"),
            kind=Kind.TEXT,
            help=Text("居民看到的名称", "The name that residents know"),
        ),
        community_of(_A_FACILITY),
        *lon_lat(_A_FACILITY),
        _area(_A_FACILITY),
        _note("operator", Text("运营机构", "Operator"), Text("可空", "May be empty")),
        IS_DEMO,
    ),
)

FACILITY_FUNCTIONS = Sheet(
    key="facility_functions",
    name=Text("设施功能", "Facility functions"),
    help=Text(
        "现有设施的每项功能一行，填能服务的人数",
        "One row per function of an existing facility, with the persons it can serve",
    ),
    is_required=False,
    unique=("facility", "function"),
    columns=(
        Column(
            key="facility",
            name=Text("设施编号", "Facility id"),
            kind=Kind.REFERENCE,
            refers_to="facilities",
            help=Text("“现有设施”表中的编号或名称", "Id or name in “Existing facilities”"),
        ),
        Column(
            key="function",
            name=Text("功能", "Function"),
            kind=Kind.REFERENCE,
            refers_to="functions",
            help=Text("“功能”表中的代码或名称", "Code or name in “Functions”"),
        ),
        Column(
            key="capacity",
            name=Text("服务人数", "Capacity"),
            kind=Kind.NUMBER,
            unit="人",
            least=0,
            most=10_000_000,
            help=Text("经常使用的人最多多少", "How many regular users it can serve"),
        ),
    ),
)
