"""What the page of parts shows: each part with its name, when to use it, in every look."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class LookOf(NamedTuple):
    """One way in which a part is seen."""

    name: str
    words: Promise
    theme: str
    type: str
    medium: str


class Part(NamedTuple):
    """Some parts that belong together: their names, when to use each, and where they are drawn."""

    name: str
    words: Promise
    names: list[tuple[str, Promise]]

    @property
    def template(self) -> str:
        return f"base/_parts_{self.name}.html"


LOOKS = (
    LookOf("light", _("浅色"), "light", "normal", "screen"),
    LookOf("dark", _("深色"), "dark", "normal", "screen"),
    LookOf("elder", _("长辈版"), "light", "large", "screen"),
    LookOf("paper", _("打印"), "light", "normal", "paper"),
)

PARTS = [
    Part(
        "tokens",
        _("颜色、字号、间距"),
        [
            ("--paper --ink --line", _("纸、墨、线：页面本身")),
            ("--brand", _("能按的东西")),
            ("--seal", _("标出现在在哪里")),
            ("--good --warn --bad", _("办得怎样；总要有文字和符号，不能只靠颜色")),
            ("--text-small … --text-h1", _("只用这几档字号；长辈版里最小的一档也是18磅")),
            ("--space-1 … --space-7", _("只用这几档间距")),
            ("--target", _("能按的东西至少这么高：44、52、60像素")),
        ],
    ),
    Part(
        "words",
        _("按钮、标签、提示"),
        [
            ("c-head", _("页头：这是什么，最常做的一件事")),
            ("c-button, a.button", _("一页只有一个主要按钮；会改掉东西的用红框")),
            ("c-tag", _("一条记录办得怎样，两到六个字")),
            ("c-chip", _("从一句话里认出来的内容")),
            ("c-note", _("页面上的一句话；办成了、请注意、没有办成")),
            ("c-empty", _("这里什么也没有：说明原因，告诉人接下来做什么")),
            ("c-steps, c-step", _("要分几步办的事，现在到了哪一步")),
        ],
    ),
    Part(
        "forms",
        _("表单"),
        [
            ("c-form", _("整张表单：错误汇总、各项、按钮")),
            ("c-fields", _("只要各项，按钮自己写")),
            ("c-field", _("一项：名称、说明、填写处、错误；单选、多选、打勾都用它")),
            ("c-form-errors", _("错误汇总：读屏先读，点一下就到那一项")),
            (".filters", _("列表上面的筛选，一行放得下")),
        ],
    ),
    Part(
        "lists",
        _("列表与事实"),
        [
            ("c-tabs, c-tab", _("同一类内容的几个列表")),
            ("c-panel in .panels", _("首页上的小块，自己排满几列")),
            ("c-facts, c-fact", _("一条记录的各项事实")),
            (".lines", _("短列表：左边是什么，右边是时间或状态")),
            ("c-timeline, c-event", _("发生过什么，按先后")),
            (".figures, c-figure", _("几个大数字")),
            ("table.stack in .table-wrap", _("长列表；数字靠右，手机上变成一张张卡片")),
            ("c-pager", _("分页")),
        ],
    ),
]

COLOURS = (
    ("paper", _("页面")),
    ("paper-raised", _("卡片")),
    ("paper-sunk", _("表头")),
    ("ink", _("正文")),
    ("ink-soft", _("次要文字")),
    ("brand", _("按钮、链接")),
    ("seal", _("现在在这里")),
    ("good", _("办成了")),
    ("warn", _("请注意")),
    ("bad", _("没办成")),
    ("focus", _("键盘到了这里")),
)
SPACES = tuple(f"space-{step}" for step in range(1, 8))
