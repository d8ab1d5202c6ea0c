"""Papers of the desk: today's page, one person's slip, a blank page for the day without power.

Papers are Chinese whatever the language of the screen; what people wrote comes in as data only.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from importlib.resources import files
from typing import Any, NamedTuple

from django.utils import timezone, translation

from fangcun.base.lunar import lunar_words
from fangcun.base.pdfs import pdf_of
from fangcun.ledger.models import Commitment
from fangcun.services.desk.models import Book, FollowUp, ServiceRequest
from fangcun.services.desk.states import HalfDay

MOST_OF_A_CELL = 200
COLUMNS = ("日期", "时间", "需求", "地址", "称呼", "电话", "承诺", "完成")
LONG_WORD = re.compile(r"[^\s\u2e80-\uffff]{12}(?=[^\s\u2e80-\uffff])")
MAY_BREAK = "\u200b"
WEEKDAYS = "一二三四五六日"
ROWS_OF_A_PAGE = 13
ROWS_TO_WRITE_IN = 4
FOOT = "停电断网时照此登记；恢复后在登记本里一行一条补录，渠道选“纸质登记本”，填纸上的日期。"
HALVES = {
    HalfDay.MORNING: "上午",
    HalfDay.NOON: "中午",
    HalfDay.AFTERNOON: "下午",
    HalfDay.EVENING: "晚上",
}


class Phone(NamedTuple):
    """Whom to phone."""

    name: str
    number: str


def day_page(
    *,
    book: Book,
    day: date,
    lines: Iterable[ServiceRequest],
    promises: Iterable[FollowUp],
) -> bytes:
    """One day of a book as the paper book shows it, with room to write below."""
    promised: dict[int, str] = {}
    for promise in promises:
        promised.setdefault(promise.request_id, f"{promise.due_on:%-m月%-d日} {promise.words}")
    rows = [_row(line, promised.get(line.pk, "")) for line in lines]
    return _pdf("book_page.typ", _page_facts(book, _day_in_words(day), rows))


def blank_page(*, book: Book) -> bytes:
    """The same columns with nothing in them."""
    return _pdf("book_page.typ", _page_facts(book, "____年____月____日", []))


def slip(
    *,
    request: ServiceRequest,
    promise: Commitment | None,
    desk_phone: str,
    now: datetime,
) -> bytes:
    """What was agreed with one person, for the fridge door."""
    facts = {
        "title": "服务约定单" if promise else "需求登记单",
        "number": f"第{request.pk}号",
        "is_demo": request.is_demo,
        "said": [[name, words] for name, words in _said(request, promise) if any(words)],
        "whom_to_phone": "日期要改、没有人来、有不满意，请打电话：",
        "phones": [list(phone) for phone in _phones(promise, desk_phone)],
        "foot": f"{request.community.name} · {_day_in_words(timezone.localdate(now))}打印",
    }
    return _pdf("slip.typ", facts)


def _page_facts(book: Book, day: str, rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    return {
        "title": "需求登记本",
        "place": f"{book.community.name} · {book.name}",
        "day": day,
        "columns": COLUMNS,
        "rows": rows,
        "blank_rows": ROWS_TO_WRITE_IN if rows else ROWS_OF_A_PAGE,
        "foot": FOOT,
        "is_demo": book.is_demo,
    }


def _row(line: ServiceRequest, promised: str) -> list[str]:
    received = timezone.localtime(line.received_at)
    wished = f"（{_wished(line)}）" if line.wished_on else ""
    done = "" if line.done_at is None else f"{timezone.localtime(line.done_at):%-m月%-d日}"
    return [
        f"{received:%-m月%-d日}",
        f"{received:%H:%M}",
        _breakable(f"{(line.wanted or line.line)[:MOST_OF_A_CELL]}{wished}"),
        _breakable(line.place),
        line.caller_name,
        line.caller_phone,
        promised,
        done or _chinese_standing(line),
    ]


def _breakable(words: str) -> str:
    """A word without end is broken where the column ends."""
    return LONG_WORD.sub(rf"\g<0>{MAY_BREAK}", words)


def _said(request: ServiceRequest, promise: Commitment | None) -> Iterable[tuple[str, list[str]]]:
    yield "称呼", [str(request.resident or request.caller_name)]
    yield "什么事", [_breakable((request.wanted or request.line)[:MOST_OF_A_CELL])]
    day = promise.due_on if promise else request.wished_on
    if day is not None:
        half = HALVES.get(HalfDay(request.wished_half), "")
        yield "哪一天", [f"{_day_in_words(day)} {half}".strip(), f"农历{lunar_words(day)}"]
    yield "地址", [request.place]
    if promise is None:
        due = timezone.localtime(request.due_at)
        yield "答复", [f"我们最晚{due:%-m月%-d日 %H:%M}前给您答复。"]
        return
    yield "谁来做", [str(promise.operator or request.community)]
    price = promise.price_fen / 100
    yield "价格", [f"{price:g}元" if price else "不收费"]
    yield "说明", [promise.note]


def _phones(promise: Commitment | None, desk_phone: str) -> Iterable[Phone]:
    yield Phone("社区前台", desk_phone or "________________")
    operator = promise.operator if promise else None
    if operator is not None and operator.contact_phone:
        yield Phone(operator.name, operator.contact_phone)


def _wished(line: ServiceRequest) -> str:
    half = HALVES.get(HalfDay(line.wished_half), "")
    return f"{line.wished_on:%-m月%-d日}{half}"


def _day_in_words(day: date) -> str:
    return f"{day:%Y年%-m月%-d日} 星期{WEEKDAYS[day.weekday()]}"


def _chinese_standing(line: ServiceRequest) -> str:
    with translation.override("zh-hans"):
        return line.standing_label


def _pdf(template: str, facts: dict[str, Any]) -> bytes:
    page = files("fangcun.services.desk").joinpath("templates", "desk", template)
    return pdf_of(template=page, facts=facts)
