"""A resident's own data, to take away: in words for people, in fields for other programs."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fangcun.base.templatetags.look import yuan
from fangcun.core.consent.models import CircleMember, Consent
from fangcun.core.consent.queries import looks_at_resident
from fangcun.core.entitlements.models import Circumstance, Enrolment
from fangcun.core.notices.models import Notice
from fangcun.core.payments.queries import accounts_of, payments_of
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.ledger.queries.persons import own_rows as given_and_promised
from fangcun.services.canteen.queries.own_data import (
    diets_for_himself,
    festive_for_himself,
    meals_for_himself,
    standing_for_himself,
)
from fangcun.services.desk.queries import own_rows

Row = dict[str, str]


class Section(NamedTuple):
    """One kind of data: its code, how it is called, and what there is."""

    code: str
    title: Promise
    rows: list[Row]


def own_data(resident: Resident) -> list[Section]:
    """Everything that the rooms keep of one person, as he may take it away."""
    return [Section(code, title, list(rows(resident))) for code, title, rows in SECTIONS]


def as_json(sections: Iterable[Section], *, now: datetime) -> dict[str, Any]:
    """The same for other programs."""
    return {
        "made_at": timezone.localtime(now).isoformat(timespec="seconds"),
        "sections": [
            {"code": one.code, "title": str(one.title), "rows": one.rows} for one in sections
        ],
    }


def _identity(resident: Resident) -> Iterable[Row]:
    yield _row(
        {
            _("姓名"): resident.name,
            _("性别"): resident.get_sex_display(),
            _("出生日期"): resident.born_on or resident.birth_year,
            _("身份证号"): resident.masked_id_number,
            _("卡号"): resident.card_number,
            _("社区"): resident.community.name,
            _("地址"): resident.address,
            _("居住类型"): resident.get_residence_display(),
            _("语言或方言"): resident.language,
            _("电话"): "、".join(phone.number for phone in resident.phones.order_by("pk")),
            _("备注"): resident.note,
            _("登记时间"): resident.registered_at,
        }
    )


def _circumstances(resident: Resident) -> Iterable[Row]:
    for one in Circumstance.objects.filter(resident__in=same_person(resident)).order_by("pk"):
        yield _row(
            {
                _("情况"): one,
                _("依据"): one.evidence,
                _("开始日期"): one.from_on,
                _("有效期至"): one.until,
                _("核实人"): one.verified_by,
                _("终止时间"): one.ended_at,
            }
        )


def _enrolments(resident: Resident) -> Iterable[Row]:
    rows = Enrolment.objects.filter(resident__in=same_person(resident))
    for one in rows.select_related("rule").order_by("pk"):
        yield _row({_("待遇"): one.rule, _("开始日期"): one.from_on, _("截止日期"): one.until})


def _consents(resident: Resident) -> Iterable[Row]:
    for one in Consent.objects.filter(resident__in=same_person(resident)).order_by("pk"):
        yield _row(
            {
                _("目的"): one.get_purpose_display(),
                _("同意人"): one.get_given_by_display(),
                _("方式"): one.get_channel_display(),
                _("开始日期"): one.from_on,
                _("有效期至"): one.until,
                _("撤回时间"): one.withdrawn_at,
            }
        )


def _circle(resident: Resident) -> Iterable[Row]:
    for one in CircleMember.objects.filter(resident__in=same_person(resident)).order_by("pk"):
        yield _row(
            {
                _("姓名"): one,
                _("可以看"): "、".join(one.sees_names),
                _("可以代办"): "、".join(one.does_names),
                _("有效期至"): one.until,
                _("取消时间"): one.revoked_at,
            }
        )


def _requests(resident: Resident) -> Iterable[Row]:
    for one in own_rows(resident):
        yield _row(
            {
                _("登记时间"): one.received_at,
                _("原话"): one.line,
                _("类别"): one.category,
                _("地址"): one.place,
                _("状态"): one.state,
                _("希望日期"): one.wished_on,
                _("办结时间"): one.closed_at,
                _("跟进"): "；".join(one.log),
            }
        )


def _services(resident: Resident) -> Iterable[Row]:
    for one in given_and_promised(resident):
        yield _row(
            {
                _("种类"): one.kind,
                _("日期"): one.on,
                _("服务"): one.service,
                _("设施"): one.place,
                _("服务机构"): one.operator,
                _("说明"): one.said,
            }
        )


def _notices(resident: Resident) -> Iterable[Row]:
    rows = Notice.objects.filter(resident__in=same_person(resident))
    for one in rows.select_related("teller").order_by("-written_at", "-pk"):
        yield _row(
            {
                _("时间"): one.written_at,
                _("内容"): one.words,
                _("状态"): one.how,
                _("告知时间"): one.told_at,
                _("告知人"): one.teller,
            }
        )


def _meals(resident: Resident) -> Iterable[Row]:
    for one in meals_for_himself(resident):
        yield _row(
            {
                _("日期"): one.served_on,
                _("餐次"): one.get_period_display(),
                _("食堂"): one.kitchen,
                _("菜品"): "、".join(f"{line.item.dish}×{line.units}" for line in one.lines.all()),
                _("取餐方式"): one.get_mode_display(),
                _("状态"): one.get_state_display(),
                _("本人付款（元）"): yuan(one.own_fen),
                _("补贴（元）"): yuan(one.subsidy_fen),
                _("备注"): one.note,
            }
        )


def _standing_meals(resident: Resident) -> Iterable[Row]:
    for one in standing_for_himself(resident):
        yield _row(
            {
                _("餐次"): one.get_period_display(),
                _("食堂"): one.kitchen,
                _("星期"): "、".join(str(day) for day in one.weekdays),
                _("菜品"): one.dish,
                _("开始日期"): one.from_on,
                _("截止日期"): one.until,
                _("停止时间"): one.ended_at,
                _("暂停用餐"): "；".join(f"{each} {each.why}".strip() for each in one.pauses.all()),
            }
        )


def _diets(resident: Resident) -> Iterable[Row]:
    for one in diets_for_himself(resident):
        yield _row(
            {
                _("不能吃"): "、".join(one.avoids),
                _("需要"): "、".join(one.needs),
                _("其他说明"): one.words,
                _("登记时间"): one.recorded_at,
            }
        )


def _festive(resident: Resident) -> Iterable[Row]:
    """Gift packs and tables."""
    for one in festive_for_himself(resident):
        yield _row(
            {
                _("种类"): one.kind,
                _("内容"): one.content,
                _("日期"): one.at,
                _("状态"): one.state,
                _("备注"): one.note,
            }
        )


def _payments(resident: Resident) -> Iterable[Row]:
    for one in payments_of(resident):
        yield _row(
            {
                _("时间"): one.made_at,
                _("内容"): one.words,
                _("金额（元）"): yuan(one.amount_fen),
                _("方式"): one.get_method_display(),
                _("状态"): one.get_state_display(),
                _("已退（元）"): yuan(one.refunded_fen) if one.refunded_fen else "",
                _("退款原因"): "；".join(each.reason for each in one.refunds.all()),
            }
        )


def _accounts(resident: Resident) -> Iterable[Row]:
    for one in accounts_of(resident):
        yield _row(
            {
                _("种类"): one.get_method_display(),
                _("服务机构"): one.operator,
                _("余额（元）"): yuan(one.balance_fen),
                _("开户时间"): one.opened_at,
            }
        )


def _looks(resident: Resident) -> Iterable[Row]:
    for look in looks_at_resident(resident):
        yield _row(
            {
                _("时间"): look.at,
                _("查看人"): look.viewer,
                _("字段"): look.what,
                _("事由"): look.reason,
            }
        )


def _row(fields: dict[Any, Any]) -> Row:
    """What is known, as people read it; what is not known is left out."""
    shown = {str(label): _as_read(value) for label, value in fields.items()}
    return {label: value for label, value in shown.items() if value}


def _as_read(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


SECTIONS: tuple[tuple[str, Promise, Callable[[Resident], Iterable[Row]]], ...] = (
    ("identity", _("身份与联系方式"), _identity),
    ("circumstances", _("情况"), _circumstances),
    ("enrolments", _("已办理的待遇"), _enrolments),
    ("consents", _("同意"), _consents),
    ("circle", _("亲情圈"), _circle),
    ("requests", _("需求"), _requests),
    ("services", _("服务"), _services),
    ("meals", _("用餐"), _meals),
    ("standing_meals", _("长期订餐"), _standing_meals),
    ("diets", _("饮食要求"), _diets),
    ("festive", _("礼包和订桌"), _festive),
    ("payments", _("付款"), _payments),
    ("accounts", _("储值卡和挂账"), _accounts),
    ("notices", _("告知"), _notices),
    ("looks", _("谁看过"), _looks),
)
