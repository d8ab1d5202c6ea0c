"""One circumstance: what it is, what shows it, until when."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.entitlements.actions import WrittenCircumstance
from fangcun.core.entitlements.models import Circumstance
from fangcun.core.entitlements.states import (
    LEVELS_OF,
    AbilityLevel,
    CircumstanceKind,
    DisabilityLevel,
)
from fangcun.core.places.models.kept import LONGEST_TEXT

EARLIEST = date(1900, 1, 1)
LATEST = date(2150, 12, 31)


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more
    )


class _Evidence(forms.Form):
    """What shows it: the same whether it is new or changed."""

    level = forms.ChoiceField(
        label=_("等级"),
        required=False,
        choices=[
            ("", _("没有等级，或还不知道")),
            (_("残疾等级"), [(f"disabled-{v}", label) for v, label in DisabilityLevel.choices]),
            (_("能力等级"), [(f"ability_level-{v}", label) for v, label in AbilityLevel.choices]),
        ],
    )
    evidence = forms.CharField(
        label=_("依据"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("看到的证件或证明，例如：低保证、残疾人证、上门看过。"),
    )
    number = forms.CharField(
        label=_("证件编号"),
        required=False,
        max_length=60,
        help_text=_("加密保存，页面上只显示末四位。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    from_on = day_field(_("开始日期"))
    until = day_field(_("有效期至"), required=False, help_text=_("证件上没有写就留空。"))
    is_verified = forms.BooleanField(
        label=_("已看过证件或已上门核实"),
        required=False,
        help_text=_("只是本人口头说的，先不要勾选；没有核实的情况不能用来享受待遇。"),
    )

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or {}
        for field in ("from_on", "until"):
            day = filled.get(field)
            if day is not None and not EARLIEST <= day <= LATEST:
                self.add_error(field, _("请核对年份。"))
        if filled.get("until") and filled.get("from_on") and filled["until"] < filled["from_on"]:
            self.add_error("until", _("有效期不能早于开始日期。"))
        self._check_level(filled)
        return filled

    def written(self) -> WrittenCircumstance:
        filled = self.cleaned_data
        return WrittenCircumstance(
            kind=self._kind_of(filled),
            level=self._level(filled),
            evidence=filled["evidence"],
            number=filled["number"] or None,
            from_on=filled["from_on"],
            until=filled["until"],
            is_verified=filled["is_verified"],
        )

    def _kind_of(self, filled: dict[str, Any]) -> CircumstanceKind:
        return CircumstanceKind(filled["kind"])

    def _check_level(self, filled: dict[str, Any]) -> None:
        kind, level = filled.get("kind"), filled.get("level")
        if level and kind and level.rpartition("-")[0] != kind:
            self.add_error("level", _("这个等级与所选的情况不一致。"))

    @staticmethod
    def _level(filled: dict[str, Any]) -> int | None:
        return int(filled["level"].rpartition("-")[2]) if filled["level"] else None


class CircumstanceForm(_Evidence):
    kind = forms.ChoiceField(label=_("情况"), choices=CircumstanceKind.choices)

    field_order = ("kind",)


class EditCircumstanceForm(_Evidence, RevisedForm):
    """A circumstance that is on file; its kind stays."""

    def __init__(self, *args: Any, circumstance: Circumstance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind = CircumstanceKind(circumstance.kind)
        if self._kind not in LEVELS_OF:
            del self.fields["level"]
        if circumstance.has_number:
            self.fields["number"].help_text = _("已有编号（末四位{tail}）。留空表示不变。").format(
                tail=circumstance.number_tail or "****"
            )

    def _kind_of(self, filled: dict[str, Any]) -> CircumstanceKind:
        return self._kind

    def clean(self) -> dict[str, Any]:
        filled = super().clean()
        level = filled.get("level")
        if level and level.rpartition("-")[0] != self._kind:
            self.add_error("level", _("这个等级与所选的情况不一致。"))
        filled.setdefault("level", "")
        return filled

    @staticmethod
    def values_of(row: Circumstance) -> dict[str, Any]:
        return {
            "revision": row.revision,
            "level": "" if row.level is None else f"{row.kind}-{row.level}",
            "evidence": row.evidence,
            "from_on": row.from_on,
            "until": row.until,
            "is_verified": row.is_verified,
        }


class EndForm(forms.Form):
    because = forms.CharField(
        label=_("原因"), max_length=LONGEST_TEXT, help_text=_("例如：子女搬来同住、退出低保。")
    )


class NumberForm(forms.Form):
    reason = forms.CharField(
        label=_("查看事由"),
        max_length=LONGEST_TEXT,
        help_text=_("居民本人可以看到谁看过、为什么。"),
    )
