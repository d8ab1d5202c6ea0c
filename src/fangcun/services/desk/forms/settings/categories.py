"""Categories of needs."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.catalog.states import Standing
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.desk.actions import WrittenCategory
from fangcun.services.desk.models import Category
from fangcun.services.desk.states import DueUnit

BETWEEN_WORDS = re.compile(r"[\s、，,；;]+")
BETWEEN_LANGUAGES = re.compile(r"[|｜]")
MOST_WORDS, MOST_QUESTIONS = 60, 12
MOST_DUE, MOST_MINUTES = 365, 7 * 24 * 60


class CategoryForm(forms.Form):
    """A new category."""

    code = forms.SlugField(
        label=_("代码"), max_length=60, help_text=_("英文字母、数字和下划线，保存后不再改")
    )
    name_zh = forms.CharField(label=_("中文名称"), max_length=LONGEST_TEXT)
    name_en = forms.CharField(label=_("英文名称"), max_length=LONGEST_TEXT)
    service = forms.ModelChoiceField(
        label=_("服务项目"),
        required=False,
        queryset=ServiceKind.objects.order_by("position", "pk"),
        empty_label=_("没有对应的服务项目"),
        help_text=_("派单和办完时默认记这项服务"),
    )
    keywords = forms.CharField(
        label=_("关键词"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("登记时出现这些词就认出这一类；用空格或顿号隔开"),
    )
    questions = forms.CharField(
        label=_("要问的问题"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("一行一个；英文写在竖线后面，例如：几楼？|Which floor?"),
    )
    due_amount = forms.IntegerField(label=_("办理时限"), min_value=1, max_value=MOST_DUE)
    due_unit = forms.ChoiceField(label=_("时限单位"), choices=DueUnit.choices)
    urgent_minutes = forms.IntegerField(
        label=_("紧急时限（分钟）"), min_value=1, max_value=MOST_MINUTES, initial=30
    )
    source = forms.CharField(
        label=_("来源"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    checked_on = forms.DateField(
        label=_("核对日期"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    standing = forms.TypedChoiceField(
        label=_("可信程度"), choices=Standing.choices, coerce=Standing
    )

    def clean_keywords(self) -> list[str]:
        words = [word for word in BETWEEN_WORDS.split(self.cleaned_data["keywords"]) if word]
        if len(words) > MOST_WORDS:
            raise forms.ValidationError(gettext("最多{most}个词").format(most=MOST_WORDS))
        return list(dict.fromkeys(words))

    def clean_questions(self) -> list[dict[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines()]
        asked = [line for line in lines if line]
        if len(asked) > MOST_QUESTIONS:
            raise forms.ValidationError(gettext("最多{most}个问题").format(most=MOST_QUESTIONS))
        return _with_codes(asked, known=self._known_questions())

    def _known_questions(self) -> list[dict[str, str]]:
        return []

    def written(self) -> WrittenCategory:
        filled = {**self.cleaned_data}
        for name in ("code", "revision"):
            filled.pop(name, None)
        return WrittenCategory(**{"is_in_use": True, **filled})


class EditCategoryForm(CategoryForm, RevisedForm):
    """A category that is there."""

    code = None  # type: ignore[assignment]  # requests and links name it: it stays
    is_in_use = forms.BooleanField(
        label=_("使用中"),
        required=False,
        help_text=_("停用后登记时不再出现，已登记的不变"),
    )

    def __init__(self, typed: Any, *, category: Category) -> None:
        super().__init__(typed, initial=_values_of(category))
        self.category = category

    def _known_questions(self) -> list[dict[str, str]]:
        known: list[dict[str, str]] = self.category.questions
        return known


def _with_codes(lines: list[str], *, known: list[dict[str, str]]) -> list[dict[str, str]]:
    """A question that keeps its words keeps its code, and with it the answers that were given."""
    codes = {question["zh"]: question["code"] for question in known}
    taken = set(codes.values())
    free = (f"q{number}" for number in range(1, 10_000) if f"q{number}" not in taken)
    asked: dict[str, dict[str, str]] = {}
    for line in lines:
        zh, _bar, en = (part.strip() for part in BETWEEN_LANGUAGES.sub("|", line).partition("|"))
        if zh and zh not in asked:
            asked[zh] = {"code": codes.get(zh) or next(free), "zh": zh, "en": en or zh}
    return list(asked.values())


def _values_of(category: Category) -> dict[str, Any]:
    fields = (
        "revision name_zh name_en due_amount due_unit urgent_minutes source checked_on standing "
        "is_in_use"
    )
    return {
        **{name: getattr(category, name) for name in fields.split()},
        "service": category.service_id,
        "keywords": "、".join(category.keywords),
        "questions": "\n".join(
            f"{question['zh']}|{question.get('en', '')}" for question in category.questions
        ),
    }
