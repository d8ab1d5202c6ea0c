"""What somebody asks the map of his surroundings; every field may be left as it is."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.models import Function, ServiceKind
from fangcun.doors.portal.queries.near import When

DISTANCES = (300, 500, 1000)
USUAL_M = 500
LONGEST_KEY = 120
NOON = time(12)
WHEN = {
    When.NOW: _("现在"),
    When.TODAY: _("今天"),
    When.AT: _("另选时间"),
}


class Asked(NamedTuple):
    """What was asked, whatever nonsense stood in the address line."""

    where: str = ""
    spot: str = ""
    within_m: int = USUAL_M
    function: Function | None = None
    service: ServiceKind | None = None
    when: When = When.NOW
    at: datetime | None = None
    is_step_free: bool = False


class NearForm(forms.Form):
    where = forms.CharField(
        label=_("从哪里出发"),
        max_length=60,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}
        ),
        help_text=_("写社区、小区或楼栋，例如社区名加楼号。"),
    )
    spot = forms.CharField(max_length=LONGEST_KEY, required=False, widget=forms.HiddenInput)
    within = forms.TypedChoiceField(
        label=_("走多远"),
        choices=[(metres, str(metres)) for metres in DISTANCES],
        coerce=int,
        empty_value=None,
        initial=USUAL_M,
        required=False,
        widget=forms.RadioSelect,
    )
    what = forms.ChoiceField(label=_("找什么"), required=False)
    when = forms.TypedChoiceField(
        label=_("什么时候"),
        choices=list(WHEN.items()),
        coerce=When,
        empty_value=When.NOW,
        initial=When.NOW,
        required=False,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(
        label=_("日期"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    hour = forms.TimeField(
        label=_("几点"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    step_free = forms.BooleanField(label=_("只看没有台阶的"), required=False)

    def __init__(
        self,
        *args: Any,
        functions: Sequence[Function],
        services: Sequence[ServiceKind],
        **more: Any,
    ) -> None:
        data = dict(args[0].items()) if args and args[0] else None
        usual = {"within": USUAL_M, "when": When.NOW.value}
        super().__init__(None if data is None else {**usual, **data}, *args[1:], **more)
        self._functions = {f"f.{one.code}": one for one in functions}
        self._services = {f"s.{one.code}": one for one in services}
        fields: Any = self.fields
        fields["within"].choices = [
            (metres, _("{metres}米内").format(metres=metres)) for metres in DISTANCES
        ]
        fields["what"].choices = [
            ("", _("全部")),
            (_("一类服务"), [(key, str(one)) for key, one in self._functions.items()]),
            (_("一项服务"), [(key, str(one)) for key, one in self._services.items()]),
        ]

    def asked(self) -> Asked:
        """What can be understood of it; the rest is as if it had not been said."""
        if not self.is_bound:
            return Asked()
        self.full_clean()
        said = self.cleaned_data
        when = said.get("when", When.NOW)
        return Asked(
            where=said.get("where", ""),
            spot=said.get("spot", ""),
            within_m=said.get("within") or USUAL_M,
            function=self._functions.get(said.get("what", "")),
            service=self._services.get(said.get("what", "")),
            when=when,
            at=_moment(said.get("day"), said.get("hour")) if when == When.AT else None,
            is_step_free=said.get("step_free", False),
        )


def _moment(day: date | None, hour: time | None) -> datetime:
    """The day and time; a day alone is meant at noon, a time alone today."""
    local = datetime.combine(day or timezone.localdate(), hour or NOON)
    return timezone.make_aware(local)


class BookForm(forms.Form):
    """A place in something that can run out; the key makes of two presses one place."""

    written_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    may_wait = forms.BooleanField(required=False, widget=forms.HiddenInput)
