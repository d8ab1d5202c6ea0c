"""Projects: where they go next, what they cost, and the papers that prove it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.base.papers import PaperField
from fangcun.base.revised import RevisedForm
from fangcun.core.places.actions import WrittenProject, WrittenSpending
from fangcun.core.places.models import Project, ProjectPaper
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.core.places.queries import papers_of
from fangcun.core.places.states import Delivery

MOST_YUAN = 9_999_999_999


class ProjectForm(RevisedForm):
    name = forms.CharField(label=_("名称"), max_length=LONGEST_TEXT)
    delivery = forms.ChoiceField(
        label=_("建设方式"), required=False, choices=[("", _("未定")), *Delivery.choices]
    )
    planned_yuan = forms.DecimalField(
        label=_("计划投资（元）"), min_value=0, max_value=MOST_YUAN, decimal_places=2
    )

    @staticmethod
    def values_of(project: Project) -> dict[str, Any]:
        return {
            "revision": project.revision,
            "name": project.name,
            "delivery": project.delivery,
            "planned_yuan": f"{project.planned_fen / 100:.2f}",
        }

    def written(self) -> WrittenProject:
        return WrittenProject(
            name=self.cleaned_data["name"],
            delivery=self.cleaned_data["delivery"],
            planned_fen=int(self.cleaned_data["planned_yuan"] * 100),
        )


class SpendingForm(forms.Form):
    spent_on = forms.DateField(
        label=_("支出日期"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    amount_yuan = forms.DecimalField(
        label=_("金额（元）"), min_value=0, max_value=MOST_YUAN, decimal_places=2
    )
    what_for = forms.CharField(
        label=_("用途"), max_length=LONGEST_TEXT, help_text=_("如地面防滑改造、厨房设备。")
    )
    paper = forms.ModelChoiceField(
        label=_("凭证"),
        required=False,
        queryset=ProjectPaper.objects.none(),
        empty_label=_("没有或稍后补"),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper"]
        field.queryset = papers_of(project)

    def clean_amount_yuan(self) -> Any:
        amount = self.cleaned_data["amount_yuan"]
        if amount == 0:
            raise forms.ValidationError(_("金额要大于0。"))
        return amount

    def written(self) -> WrittenSpending:
        return WrittenSpending(
            spent_on=self.cleaned_data["spent_on"],
            amount_fen=int(self.cleaned_data["amount_yuan"] * 100),
            what_for=self.cleaned_data["what_for"],
            paper=self.cleaned_data["paper"],
        )


class PaperForm(forms.Form):
    file = PaperField(label=_("文件"), help_text=_("PDF、照片（JPG、PNG）或Excel，不超过20MB。"))
    title = forms.CharField(
        label=_("名称"),
        required=False,
        max_length=100,
        help_text=_("如竣工验收单、改造后照片；不填就用文件名。"),
    )
