"""Facilities and projects: what to look for, and where a project goes next."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.catalog.models import Function
from fangcun.core.catalog.queries import FacilityFilter
from fangcun.core.places.models import Project
from fangcun.core.places.states import NEXT_STAGES, FacilityKind, Stage


class FacilityFilterForm(forms.Form):
    text = forms.CharField(label=_("名称、社区或运营机构"), required=False, max_length=60)
    kind = forms.ChoiceField(
        label=_("类型"), required=False, choices=[("", _("全部")), *FacilityKind.choices]
    )
    function = forms.ModelChoiceField(
        label=_("功能"),
        required=False,
        queryset=Function.objects.order_by("position"),
        to_field_name="code",
        empty_label=_("全部"),
    )

    def wanted(self) -> FacilityFilter:
        """What is asked for; a field that makes no sense asks for nothing."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        function = asked.get("function")
        return FacilityFilter(
            text=asked.get("text") or "",
            kind=asked.get("kind") or "",
            function=function.code if function else "",
        )


class StageFilterForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("阶段"), required=False, choices=[("", _("全部")), *Stage.choices]
    )

    def wanted(self) -> str:
        return self.cleaned_data["stage"] if self.is_valid() else ""


class StageForm(RevisedForm):
    """The next stage of a project, and since when."""

    stage = forms.TypedChoiceField(label=_("下一阶段"), coerce=Stage)
    on = forms.DateField(
        label=_("日期"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["stage"]
        ways = NEXT_STAGES[Stage(project.stage)]
        field.choices = [(stage, stage.label) for stage in Stage if stage in ways]
        self.last_on: date | None = getattr(project, f"{project.stage}_on")

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if self.last_on is not None and on < self.last_on:
            raise forms.ValidationError(
                gettext("不能早于上一步的日期{day}。").format(day=self.last_on)
            )
        return on
