"""Who lives where: communities and their buildings."""

from fangcun_planner.district import AGE_BANDS
from fangcun_planner.files.schema import Column, Kind, Sheet
from fangcun_planner.text import Text

MOST_PEOPLE = 10_000_000

BAND_KEYS = tuple(f"residents_{band.replace('-', '_').replace('+', '_up')}" for band in AGE_BANDS)
"""Columns of residents by age, one per band of AGE_BANDS."""


def band_name(band: str, what: Text) -> Text:
    """Name of the column of one age band."""
    zh = band.replace("-", "至").replace("+", "")
    ending = "岁及以上" if band.endswith("+") else "岁"
    return Text(f"{zh}{ending}{what.zh}", f"{what.en} aged {band}")


def lon_lat(what: Text) -> tuple[Column, Column]:
    """The two columns of a position."""
    return (
        Column(
            key="lon",
            name=Text("经度", "Longitude"),
            kind=Kind.DEGREES,
            unit="°",
            help=Text(
                f"{what.zh}的经度，十进制度，坐标系在参数表中申报。例：120.865432",
                f"Longitude of {what.en}, decimal degrees, in the coordinate system declared "
                "in the parameters. Example: 120.865432",
            ),
        ),
        Column(
            key="lat",
            name=Text("纬度", "Latitude"),
            kind=Kind.DEGREES,
            unit="°",
            help=Text(
                f"{what.zh}的纬度。例：32.012345", f"Latitude of {what.en}. Example: 32.012345"
            ),
        ),
    )


def community_of(what: Text) -> Column:
    """The column that names the community of something."""
    return Column(
        key="community",
        name=Text("所属社区", "Community"),
        kind=Kind.REFERENCE,
        refers_to="communities",
        help=Text(
            f"{what.zh}所在社区的12位代码；名称不重复时也可填名称",
            f"12-digit code of the community of {what.en}; or its name, if no other has it",
        ),
    )


COMMUNITIES = Sheet(
    key="communities",
    name=Text("社区", "Communities"),
    help=Text("每个社区一行：一社区一方案", "One row per community: one community, one plan"),
    unique=("code",),
    columns=(
        Column(
            key="code",
            name=Text("社区代码", "Community code"),
            kind=Kind.COMMUNITY_CODE,
            help=Text(
                "12位统计用区划代码。请把单元格设为文本，以免被改成科学计数",
                "12-digit statistical area code. Format the cells as text, lest they be rounded",
            ),
        ),
        Column(
            key="name",
            name=Text("社区名称", "Community name"),
            kind=Kind.TEXT,
            help=Text("居民看到的名称", "The name that residents know"),
        ),
        Column(
            key="subdistrict",
            name=Text("街道", "Subdistrict"),
            kind=Kind.TEXT,
            is_required=False,
            default="",
            help=Text("所属街道或镇", "Subdistrict or town it belongs to"),
        ),
        Column(
            key="households",
            name=Text("户数", "Households"),
            kind=Kind.WHOLE,
            unit="户",
            least=0,
            most=MOST_PEOPLE,
            help=Text("常住户数，用于每百户面积", "Resident households, for floor area per 100"),
        ),
        *(
            Column(
                key=key,
                name=band_name(band, Text("人口", "Residents")),
                kind=Kind.WHOLE,
                unit="人",
                least=0,
                most=MOST_PEOPLE,
                help=Text("该年龄段常住人口；没有填0", "Residents of this age; 0 if none"),
            )
            for key, band in zip(BAND_KEYS, AGE_BANDS, strict=True)
        ),
    ),
)

_A_BUILDING = Text("楼栋", "the building")

BUILDINGS = Sheet(
    key="buildings",
    name=Text("楼栋", "Buildings"),
    help=Text(
        "每栋住宅或每个需求点一行；人口与户数至少填一项",
        "One row per residential building or demand point; fill in residents or households",
    ),
    unique=("id",),
    columns=(
        Column(
            key="id",
            name=Text("楼栋编号", "Building id"),
            kind=Kind.CODE,
            help=Text("不重复的编号", "An identifier of its own"),
        ),
        community_of(_A_BUILDING),
        *lon_lat(_A_BUILDING),
        Column(
            key="residents",
            name=Text("人口", "Residents"),
            kind=Kind.WHOLE,
            unit="人",
            is_required=False,
            least=0,
            most=MOST_PEOPLE,
            help=Text(
                "常住人口；不知道时填户数，按社区户均人口折算",
                "Residents; if unknown fill in households, counted at the community's average size",
            ),
        ),
        Column(
            key="households",
            name=Text("户数", "Households"),
            kind=Kind.WHOLE,
            unit="户",
            is_required=False,
            least=0,
            most=MOST_PEOPLE,
            help=Text("人口未知时填写", "Fill in where residents are unknown"),
        ),
    ),
)
