"""Lines as stewards write them, and what a careful colleague reads in each.

The day is Friday 2026-02-06, the 19th of the twelfth lunar month. `wanted` is a part that must
stay among the wanted words; everything else is compared whole, and what is not named is empty.

`sixty_lines.json` is what the reader was made with. `first_holdout.json` was written when it was
finished and gave 72 of 79 fields; what it showed was mended, so it counts no longer.
`second_holdout.json` was written after that and gave 71 of 77; nothing was tuned to it since but
one word for a lift that is stuck.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from fangcun.services.desk.rules.lines import Vocabulary, Words

TODAY = date(2026, 2, 6)

VOCABULARY = Vocabulary(
    categories=(
        Words("hood", ("油烟机", "抽油烟机", "烟机")),
        Words("haircut", ("理发", "剪头发", "剃头")),
        Words("meal", ("送餐", "订餐", "助餐", "年夜饭", "午饭")),
        Words("repair", ("水管", "水龙头", "马桶", "下水道", "灯泡", "修灯", "漏水", "跳闸")),
        Words("escort", ("陪诊", "陪同看病", "陪去医院", "配药", "拿药")),
        Words("cleaning", ("保洁", "打扫", "擦窗", "擦玻璃")),
        Words("care", ("日托", "照护", "护理")),
        Words("bathing", ("助浴", "洗澡")),
        Words("health", ("量血压", "体检", "测血糖")),
        Words("class", ("书法班", "合唱队", "太极拳", "智能手机课")),
        Words("toddler", ("托班", "托育", "托管")),
        Words("complaint", ("投诉", "噪音", "扰民", "楼道堆物")),
        Words("job", ("找工作", "就业")),
        Words("lock", ("开锁", "换锁", "门锁")),
        Words("visit", ("探望", "陪聊", "上门看看")),
    ),
    estates=("南郊新村", "城港花苑", "学田苑", "易家桥新村"),
)


def written_lines(name: str) -> list[tuple[str, dict[str, Any]]]:
    """Each line of a file with what is to be read in it."""
    rows = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    return [(row.pop("line"), _with_dates(row)) for row in rows]


def _with_dates(read: dict[str, Any]) -> dict[str, Any]:
    if "wished_on" in read:
        read["wished_on"] = date.fromisoformat(read["wished_on"])
    return read
