"""A slip for the payer: Chinese whatever the language of the screen; facts come in as data."""

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import noto_cjk_sans_otc
import typst
from django.utils import timezone, translation

from fangcun.core.payments.models import Payment
from fangcun.core.payments.states import MONEY_IS_HERE, Method, PaymentState


def receipt(*, payment: Payment, is_a6: bool, desk_phone: str) -> bytes:
    """What was paid, how, when and what came back; for the roll of the till, or on A6."""
    with translation.override("zh-hans"):
        facts = {
            "title": _title(payment),
            "place": str(payment.facility or payment.operator or payment.community),
            "number": f"第{payment.pk}号",
            "amount": _yuan(payment.amount_fen),
            "said": [list(one) for one in _said(payment) if one[1]],
            "phone": desk_phone,
            "is_demo": payment.community.is_demo or payment.provider == "trial",
            "is_a6": is_a6,
        }
    made = _compiler().compile(
        input=files("fangcun.core.payments")
        .joinpath("templates/payments/receipt.typ")
        .read_bytes(),
        format="pdf",
        sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} instead of a PDF")
    return made


def _title(payment: Payment) -> str:
    """Nobody takes a slip for money that is not here as a receipt."""
    if payment.state in MONEY_IS_HERE:
        return "挂账小票" if payment.method == Method.TAB else "收款小票"
    return "退款小票" if payment.state == PaymentState.REFUNDED else "未付款"


def _said(payment: Payment) -> Iterable[tuple[str, str]]:
    yield "内容", payment.words
    yield "付款人", str(payment.resident or "")
    yield "方式", str(payment.get_method_display())
    if payment.paid_at is None:
        yield "状态", str(payment.get_state_display())
        return
    yield "时间", f"{timezone.localtime(payment.paid_at):%Y年%-m月%-d日 %H:%M}"
    for one in payment.refunds.all():
        if one.done_at is not None:
            day = timezone.localtime(one.done_at)
            yield "已退", f"{_yuan(one.amount_fen)}元 {day:%-m月%-d日} {one.reason}"
    yield "经手人", str(payment.made_by) if not payment.made_by.is_resident else ""


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


@lru_cache(maxsize=1)
def _compiler() -> Any:
    """One compiler, so that fonts are read once; the same slip on every machine."""
    fonts = Path(str(noto_cjk_sans_otc.FONT_PATH)).parent
    return typst.Compiler(font_paths=[fonts], ignore_system_fonts=True)
