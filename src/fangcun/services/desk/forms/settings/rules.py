"""Routing rules, and a need to try them with."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community
from fangcun.services.desk.actions import WrittenRule
from fangcun.services.desk.models import Category, RoutingRule, ServiceRequest
from fangcun.services.desk.queries import (
    categories_in_use,
    operators_at_work,
    people_at_work,
    people_of,
)

DAYS = (("", _("每天")), ("yes", _("只在工作日")), ("no", _("只在休息日")))
URGENCY = (("", _("都算")), ("yes", _("只限紧急")), ("no", _("只限不紧急")))
YES_NO = {"yes": True, "no": False}
TYPED_TIME = "%Y-%m-%dT%H:%M"


class RuleForm(forms.Form):
    """When a rule fits, and where it sends."""

    community = forms.ModelChoiceField(
        label=_("社区"), required=False, queryset=Community.objects.none()
    )
    category = forms.ModelChoiceField(
        label=_("需求类别"),
        required=False,
        queryset=Category.objects.none(),
        empty_label=_("所有类别"),
    )
    days = forms.ChoiceField(label=_("日子"), required=False, choices=DAYS)
    from_time = forms.TimeField(
        label=_("从几点"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    until_time = forms.TimeField(
        label=_("到几点"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("早于开始时间就是到第二天"),
    )
    urgency = forms.ChoiceField(label=_("紧急程度"), required=False, choices=URGENCY)
    to_operator = forms.ModelChoiceField(
        label=_("派给机构"),
        required=False,
        queryset=Operator.objects.none(),
        empty_label=_("不派给机构"),
    )
    to_person = forms.ModelChoiceField(
        label=_("派给个人"),
        required=False,
        queryset=User.objects.none(),
        empty_label=_("不派给个人"),
        help_text=_("机构和个人都不选，就留在本社区前台"),
    )

    def __init__(
        self,
        *args: Any,
        communities: QuerySet[Community],
        is_for_all: bool,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self._choices("community", communities, _("全区所有社区") if is_for_all else None)
        self.fields["community"].required = not is_for_all
        self._choices("category", categories_in_use(), _("所有类别"))
        self._choices("to_operator", operators_at_work(on=timezone.localdate(now)), _("不派给机构"))
        self._choices("to_person", people_of(communities=communities, now=now), _("不派给个人"))

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        if filled.get("to_operator") and filled.get("to_person"):
            self.add_error("to_person", _("机构和个人只能选一个。"))
        starts, ends = filled.get("from_time"), filled.get("until_time")
        if starts is not None and starts == ends:
            self.add_error("until_time", _("开始和结束不能是同一时间；全天请都不填。"))
        self._refuse_a_stranger(filled.get("community"), filled.get("to_person"))
        return filled

    def written(self) -> WrittenRule:
        filled = self.cleaned_data
        return WrittenRule(
            category=filled["category"],
            community=filled["community"],
            from_time=filled["from_time"],
            until_time=filled["until_time"],
            on_working_days=YES_NO.get(filled["days"]),
            is_urgent=YES_NO.get(filled["urgency"]),
            to_operator=filled["to_operator"],
            to_person=filled["to_person"],
            is_in_use=filled.get("is_in_use", True),
        )

    def _choices(self, name: str, rows: QuerySet[Any], nothing: Any) -> None:
        chosen: Any = self.fields[name]
        chosen.empty_label = nothing
        chosen.queryset = rows

    def _refuse_a_stranger(self, community: Community | None, person: User | None) -> None:
        if community is None or person is None:
            return
        if not people_at_work(community=community, now=self.now).filter(pk=person.pk).exists():
            self.add_error("to_person", _("这位同事不在所选社区任职。"))


class EditRuleForm(RuleForm, RevisedForm):
    """A rule that is there."""

    is_in_use = forms.BooleanField(label=_("使用中"), required=False)

    def __init__(self, *args: Any, rule: RoutingRule, **kwargs: Any) -> None:
        super().__init__(*args, initial=_values_of(rule), **kwargs)


class TrialForm(forms.Form):
    """A need that has not come in: what would the rules do with it?"""

    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Community.objects.none(), empty_label=None
    )
    category = forms.ModelChoiceField(
        label=_("需求类别"),
        required=False,
        queryset=Category.objects.none(),
        empty_label=_("未分类"),
    )
    at = forms.DateTimeField(
        label=_("时间"),
        input_formats=[TYPED_TIME, f"{TYPED_TIME}:%S"],
        widget=forms.DateTimeInput(format=TYPED_TIME, attrs={"type": "datetime-local"}),
    )
    is_urgent = forms.BooleanField(label=_("紧急"), required=False)

    def __init__(self, *args: Any, communities: QuerySet[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["community"]
        chosen.queryset = communities
        kinds: Any = self.fields["category"]
        kinds.queryset = categories_in_use()

    def need(self) -> ServiceRequest:
        """The need as a request that is not written."""
        filled = self.cleaned_data
        return ServiceRequest(
            community=filled["community"],
            category=filled["category"],
            is_urgent=filled["is_urgent"],
            received_at=filled["at"],
        )


def _values_of(rule: RoutingRule) -> dict[str, Any]:
    as_choice = {True: "yes", False: "no", None: ""}
    return {
        "revision": rule.revision,
        "community": rule.community_id,
        "category": rule.category_id,
        "days": as_choice[rule.on_working_days],
        "from_time": rule.from_time,
        "until_time": rule.until_time,
        "urgency": as_choice[rule.is_urgent],
        "to_operator": rule.to_operator_id,
        "to_person": rule.to_person_id,
        "is_in_use": rule.is_in_use,
    }
