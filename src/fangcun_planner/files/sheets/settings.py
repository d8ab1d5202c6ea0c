"""How to plan: rules, parameters, the boundary, the streets."""

from fangcun_planner.files.schema import Choice, Column, Kind, Sheet
from fangcun_planner.files.sheets.services import SOURCE_COLUMNS, code_and_names
from fangcun_planner.geo.crs import Crs
from fangcun_planner.text import Text

CRS_CHOICES = (
    Choice(Crs.WGS84.value, Text("WGS-84", "GPS, OpenStreetMap")),
    Choice(Crs.CGCS2000.value, Text("CGCS2000", "天地图")),
    Choice(Crs.GCJ02.value, Text("GCJ-02", "高德")),
    Choice(Crs.BD09.value, Text("BD-09", "百度")),
)

RULES = Sheet(
    key="rules",
    name=Text("规则", "Rules"),
    help=Text(
        "每条可修改的标准一行，注明来源；缺少的用默认值",
        "One row per editable threshold with its source; defaults for missing ones",
    ),
    is_required=False,
    unique=("code",),
    columns=(
        *code_and_names(Text("规则", "Rule")),
        Column(
            key="value",
            name=Text("数值", "Value"),
            kind=Kind.NUMBER,
            help=Text("标准的数值", "The threshold"),
        ),
        Column(
            key="unit",
            name=Text("单位", "Unit"),
            kind=Kind.TEXT,
            is_required=False,
            default="",
            help=Text("数值的单位", "Unit of the value"),
        ),
        *SOURCE_COLUMNS,
    ),
)

PARAMETERS = Sheet(
    key="parameters",
    name=Text("参数", "Parameters"),
    help=Text("本次规划的资金和选项", "Money and options of this plan"),
    unique=("parameter",),
    columns=(
        Column(
            key="parameter",
            name=Text("参数", "Parameter"),
            kind=Kind.TEXT,
            help=Text("参数名称，请勿修改", "Name of the parameter; leave as it is"),
        ),
        Column(
            key="value",
            name=Text("值", "Value"),
            kind=Kind.TEXT,
            is_required=False,
            help=Text("在此填写；空白为默认", "Fill in here; empty for the default"),
        ),
        Column(
            key="note",
            name=Text("说明", "Note"),
            kind=Kind.TEXT,
            is_required=False,
            default="",
            most=1000,
            help=Text("参数的含义", "What it means"),
        ),
    ),
)


def _factor(key: str, name: Text, help_text: Text, *, most: float, default: float | None) -> Column:
    return Column(
        key=key,
        name=name,
        kind=Kind.NUMBER,
        is_required=False,
        default=default,
        least=0,
        most=most,
        help=help_text,
    )


PARAMETER_ROWS = (
    Column(
        key="district_name",
        name=Text("区名", "District name"),
        kind=Kind.TEXT,
        is_required=False,
        default="",
        help=Text("写在方案上的名称", "The name on the plan"),
    ),
    Column(
        key="budget_yuan",
        name=Text("预算", "Budget"),
        kind=Kind.YUAN,
        unit="元",
        least=0,
        most=1_000_000_000_000,
        help=Text(
            "可用于装修、设备和开办的资金，元", "Money for fit-out, equipment, opening; yuan"
        ),
    ),
    Column(
        key="open_at_most",
        name=Text("最多新开", "Open at most"),
        kind=Kind.WHOLE,
        unit="处",
        is_required=False,
        least=0,
        most=100_000,
        help=Text("最多新开多少处；空白为不限", "How many new facilities; empty for no limit"),
    ),
    Column(
        key="crs",
        name=Text("坐标系", "Coordinate system"),
        kind=Kind.CHOICE,
        is_required=False,
        default=Crs.WGS84.value,
        choices=CRS_CHOICES,
        help=Text(
            "各表经纬度的坐标系：高德、腾讯为GCJ-02，百度为BD-09，天地图为CGCS2000",
            "Of all positions: GCJ-02 for AMap and Tencent, BD-09 for Baidu, CGCS2000 for Tianditu",
        ),
    ),
    Column(
        key="boundary_crs",
        name=Text("边界坐标系", "Coordinate system of the boundary"),
        kind=Kind.CHOICE,
        is_required=False,
        default=Crs.WGS84.value,
        choices=CRS_CHOICES,
        help=Text("边界表的坐标系", "Of the positions of the boundary"),
    ),
    _factor(
        "reach_factor",
        Text("步行距离倍数", "Reach factor"),
        Text("所有步行距离乘以此数", "All walking distances are multiplied by it"),
        most=10,
        default=1.0,
    ),
    _factor(
        "elder_pace_factor",
        Text("老人步速倍数", "Elders' pace factor"),
        Text("老人步行距离再乘以此数", "Elders' distances are multiplied by it once more"),
        most=10,
        default=1.0,
    ),
    _factor(
        "equity_weight",
        Text("均衡权重", "Equity weight"),
        Text("空白为规则表中的值", "Empty for the value among the rules"),
        most=1000,
        default=None,
    ),
    _factor(
        "equity_share",
        Text("均衡份额", "Equity share"),
        Text("空白为规则表中的值，0到1", "Empty for the value among the rules, 0 to 1"),
        most=1,
        default=None,
    ),
)
"""The rows of the parameter sheet, each described like a column."""


def _degrees(key: str, name: Text) -> Column:
    return Column(
        key=key,
        name=name,
        kind=Kind.DEGREES,
        unit="°",
        help=Text("十进制度", "Decimal degrees"),
    )


BOUNDARY = Sheet(
    key="boundary",
    name=Text("边界", "Boundary"),
    help=Text(
        "区界各顶点，按顺序每点一行；没有区界可空",
        "Corners of the district's boundary in order, one row each; may be empty",
    ),
    is_required=False,
    columns=(
        Column(
            key="ring",
            name=Text("环号", "Ring"),
            kind=Kind.WHOLE,
            is_required=False,
            default=1,
            least=0,
            most=1_000_000_000,
            help=Text("区界分成几块时各块的号码", "Number of the part, where there are several"),
        ),
        _degrees("lon", Text("经度", "Longitude")),
        _degrees("lat", Text("纬度", "Latitude")),
    ),
)

STREETS = Sheet(
    key="streets",
    name=Text("路网", "Streets"),
    help=Text(
        "可步行的路段，每段一行；没有时按直线距离乘绕行系数",
        "Walkable segments, one row each; without them the straight line times a detour factor",
    ),
    is_required=False,
    also_called=("道路",),
    columns=(
        _degrees("from_lon", Text("起点经度", "From longitude")),
        _degrees("from_lat", Text("起点纬度", "From latitude")),
        _degrees("to_lon", Text("终点经度", "To longitude")),
        _degrees("to_lat", Text("终点纬度", "To latitude")),
        Column(
            key="length_m",
            name=Text("长度", "Length"),
            kind=Kind.NUMBER,
            unit="米",
            is_required=False,
            least=0.01,
            most=1_000_000,
            help=Text("空白为直线长度", "Empty for the straight line"),
        ),
    ),
)
