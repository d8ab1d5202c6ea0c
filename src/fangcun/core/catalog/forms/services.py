"""Services that residents can receive: added and corrected."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.catalog.actions import WrittenService
from fangcun.core.catalog.models import Function, ServiceKind
from fangcun.core.catalog.states import Standing

FEN_PER_YUAN = 100
MOST_YUAN = Decimal(1_000_000)
A_DAY_MINUTES = 24 * 60


class ServiceForm(RevisedForm):
    """One service: what it is called, what it costs, how long it takes, and how we know."""

    name_zh = forms.CharField(label=_("中文名称"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=60)
    function = forms.ModelChoiceField(
        label=_("功能"),
        required=False,
        queryset=Function.objects.order_by("position"),
        empty_label=_("不属于任何功能"),
    )
    unit_zh = forms.CharField(label=_("单位"), max_length=20, help_text=_("如：次、份、小时、人次"))
    unit_en = forms.CharField(label=_("单位（英文）"), max_length=20, required=False)
    price = forms.DecimalField(
        label=_("公示价格（元）"),
        min_value=0,
        max_value=MOST_YUAN,
        decimal_places=2,
        help_text=_("免费填0"),
    )
    usual_minutes = forms.IntegerField(
        label=_("通常时长（分钟）"), min_value=1, max_value=A_DAY_MINUTES
    )
    is_at_home = forms.BooleanField(label=_("上门提供"), required=False)
    is_offered = forms.BooleanField(label=_("提供中"), required=False)
    source = forms.CharField(label=_("来源"), widget=forms.Textarea(attrs={"rows": 3}))
    checked_on = forms.DateField(
        label=_("核对日期"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    standing = forms.TypedChoiceField(
        label=_("可信程度"), choices=Standing.choices, coerce=Standing
    )

    @staticmethod
    def values_of(service: ServiceKind) -> dict[str, Any]:
        names = (
            *("revision", "name_zh", "name_en", "function", "unit_zh", "unit_en"),
            *("usual_minutes", "is_at_home", "is_offered", "source", "checked_on", "standing"),
        )
        price = Decimal(service.price_fen) / FEN_PER_YUAN
        return {"price": price, **{name: getattr(service, name) for name in names}}

    def written(self) -> WrittenService:
        filled = self.cleaned_data
        return WrittenService(
            name_zh=filled["name_zh"],
            name_en=filled["name_en"],
            function=filled["function"],
            unit_zh=filled["unit_zh"],
            unit_en=filled["unit_en"],
            price_fen=int(filled["price"] * FEN_PER_YUAN),
            usual_minutes=filled["usual_minutes"],
            is_at_home=filled["is_at_home"],
            is_offered=filled["is_offered"],
            source=filled["source"],
            checked_on=filled["checked_on"],
            standing=filled["standing"],
        )


class NewServiceForm(ServiceForm):
    """A service that is not on the list yet; its code never changes."""

    code = forms.CharField(
        label=_("代码"),
        max_length=60,
        help_text=_("小写字母、数字和下划线，如 foot_care；登记后不能修改"),
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*$", _("请用小写字母、数字和下划线"))],
    )
    field_order = ("code", "name_zh", "name_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        first = {"revision": 1, "unit_zh": "次", "price": 0, "usual_minutes": 30}
        kwargs["initial"] = {**first, "is_offered": True, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
