"""How a promise ends, and who takes it over."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.core.operators.models import Operator
from fangcun.ledger.actions import Delivered
from fangcun.ledger.forms.writing import A_DAY, A_TIME, LONGEST_NOTE, MOST_HEADS, NO_NAMES
from fangcun.ledger.models import Commitment
from fangcun.ledger.states import CountMethod, WhyNot


class KeepForm(forms.Form):
    """What was really given."""

    served_on = forms.DateField(label=_("服务日期"), widget=A_DAY)
    starts = forms.TimeField(label=_("开始时间"), required=False, widget=A_TIME)
    ends = forms.TimeField(label=_("结束时间"), required=False, widget=A_TIME)
    person_times = forms.IntegerField(label=_("人次"), min_value=1, max_value=MOST_HEADS)
    note = forms.CharField(
        label=_("说明"), required=False, max_length=LONGEST_NOTE, help_text=NO_NAMES
    )

    def __init__(self, *args: Any, commitment: Commitment, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commitment, self.today = commitment, today
        self.fields["served_on"].initial = today
        self.fields["person_times"].initial = commitment.units
        if commitment.resident_id is not None or commitment.units == 1:
            del self.fields["person_times"]

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        served_on, starts, ends = (filled.get(name) for name in ("served_on", "starts", "ends"))
        if served_on and served_on > self.today:
            self.add_error("served_on", gettext("服务日期不能在今天之后"))
        if ends and not starts:
            self.add_error("starts", gettext("填了结束时间，也请填开始时间"))
        elif starts and ends and ends < starts:
            self.add_error("ends", gettext("结束时间不能早于开始时间"))
        return filled

    def delivered(self) -> Delivered:
        filled = self.cleaned_data
        heads = filled.get("person_times", 1)
        return Delivered.as_promised(
            self.commitment,
            served_on=filled["served_on"],
            starts_at=_moment(filled["served_on"], filled.get("starts")),
            ends_at=_moment(filled["served_on"], filled.get("ends")),
            person_times=heads,
            counted_by=CountMethod.HEAD_COUNT if heads > 1 else CountMethod.PERSON,
            note=filled["note"],
        )


class GiveUpForm(forms.Form):
    """Why the promise cannot be kept."""

    why = forms.TypedChoiceField(
        label=_("原因"),
        choices=[
            ("", _("请选择")),
            *(choice for choice in WhyNot.choices if choice[0] != WhyNot.RESIDENT_DECLINED),
        ],
        coerce=WhyNot,
    )
    note = forms.CharField(
        label=_("说明"), required=False, max_length=LONGEST_NOTE, help_text=NO_NAMES
    )


class NoteForm(forms.Form):
    """In the resident's words, why it is not wanted any more."""

    note = forms.CharField(
        label=_("说明"), required=False, max_length=LONGEST_NOTE, help_text=NO_NAMES
    )


class ReassignForm(forms.Form):
    """Who keeps the promise from now on."""

    operator = forms.ModelChoiceField(
        label=_("改由谁履行"),
        queryset=Operator.objects.none(),
        required=False,
        empty_label=_("社区自己"),
    )

    def __init__(self, *args: Any, commitment: Commitment, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running = Operator.objects.filter(
            contracts__facility__community=commitment.community_id,
            contracts__starts_on__lte=today,
            contracts__ends_on__gte=today,
            contracts__ended_at=None,
        )
        field: Any = self.fields["operator"]
        field.queryset = running.distinct().order_by("name", "pk")


def _moment(day: date, at: time | None) -> datetime | None:
    return None if at is None else timezone.make_aware(datetime.combine(day, at))
