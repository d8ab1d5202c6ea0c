"""What is filled in when a request moves on; one small form for each move."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.ledger.models import Commitment
from fangcun.ledger.states import WhyNot
from fangcun.services.desk.models import Category, ServiceRequest
from fangcun.services.desk.states import Channel, LinkKind, ReferredTo, Score

LONGEST_WORDS = 1000
MOST_YUAN = 100_000
YES_NO = (("yes", _("是")), ("no", _("否")))
SPOKEN = (Channel.PHONE, Channel.WALK_IN, Channel.WECHAT, Channel.HOME_VISIT)


def _words(label: Any, *, required: bool = False, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": rows}),
    )


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more
    )


def _yes_no(label: Any, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        coerce=lambda said: said == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        **more,
    )


def _yuan(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=MOST_YUAN, decimal_places=2
    )


def _spoken() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("方式"), choices=[(c.value, c.label) for c in SPOKEN])


def _offer(
    form: forms.Form, name: str, rows: QuerySet[Any], named: Callable[[Any], str] = str
) -> None:
    """Fill a select from rows that are read once, however many forms offer them."""
    field: Any = form.fields[name]
    field.queryset = rows
    field.choices = [("", _("请选择")), *((row.pk, named(row)) for row in rows)]


def _promise(promise: Commitment) -> str:
    """One promise of a resident's many: what, when and by whom."""
    day = date_format(promise.due_on, gettext("n月j日"))
    return f"{promise.service} · {day} · {promise.operator or promise.community}"


def fen(yuan: Decimal | None) -> int | None:
    """Yuan as whole fen; nothing stays nothing."""
    return None if yuan is None else int(yuan * 100)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen on a request's page; asked of the database where it is shown."""

    operators: QuerySet[Operator]
    people: QuerySet[User]
    services: QuerySet[ServiceKind]
    commitments: QuerySet[Commitment]
    categories: QuerySet[Category]
    requests: QuerySet[ServiceRequest]

    def category_named(self, code: str) -> Category | None:
        """The category that was read from a line."""
        return self.categories.filter(code=code).first() if code else None


class MoveForm(forms.Form):
    """Where it is filled in: which request, and what somebody may choose from."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The newest line of the log when the page was shown: a second sending is recognised."""

    def __init__(self, *args: Any, asked: ServiceRequest, choices: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked, self.choices = asked, choices
        self.offer(choices)

    def offer(self, choices: Choices) -> None:
        """Fill the selects; most forms have none."""


class RevisedMove(RevisedForm, MoveForm):
    """A move that is refused when somebody else has moved the request meanwhile."""


class NothingForm(RevisedMove):
    """Pressing the button says it all."""


class WordsForm(RevisedMove):
    """A few words, if there are any."""

    words = _words(_("说明"))


class ReasonForm(RevisedMove):
    """Words that others must be able to read later."""

    words = _words(_("原因或说明"), required=True)


class NoteForm(MoveForm):
    words = _words(_("备注"), required=True)


class ContactForm(MoveForm):
    channel = _spoken()
    was_reached = _yes_no(_("联系上了吗？"))
    words = _words(_("说了什么"))


class PromiseForm(MoveForm):
    words = _words(_("答应了什么"), required=True)
    due_on = _day(_("哪天之前"))
    promised_by = forms.ModelChoiceField(label=_("谁负责"), queryset=User.objects.none())

    def offer(self, choices: Choices) -> None:
        _offer(self, "promised_by", choices.people)


class ServiceForm(RevisedMove):
    """Which service, for which price."""

    service = forms.ModelChoiceField(
        label=_("服务项目"), queryset=ServiceKind.objects.none(), required=False
    )
    price_yuan = _yuan(_("价格（元）"))

    def offer(self, choices: Choices) -> None:
        _offer(self, "service", choices.services)
        if not self.is_bound and self.asked.service_id:
            self.initial.setdefault("service", self.asked.service_id)


class DispatchForm(ServiceForm):
    operator = forms.ModelChoiceField(label=_("派给"), queryset=Operator.objects.none())
    due_on = _day(_("约定日期"))
    words = _words(_("给办理机构的话"))
    field_order = ("operator", "service", "due_on", "price_yuan", "words")

    def offer(self, choices: Choices) -> None:
        super().offer(choices)
        _offer(self, "operator", choices.operators)


class AcceptForm(ServiceForm):
    """A request that a rule gave gets its day when it is accepted."""

    due_on = _day(_("约定日期"))
    field_order = ("due_on", "service", "price_yuan")


class FinishForm(ServiceForm):
    served_on = _day(_("服务日期"))
    words = _words(_("办理情况"))
    field_order = ("served_on", "service", "price_yuan", "words")


class GiveUpForm(RevisedMove):
    why = forms.ChoiceField(label=_("没有办成的原因"), choices=WhyNot.choices)
    words = _words(_("说明"))


class ReferForm(RevisedMove):
    to = forms.ChoiceField(label=_("转到哪里"), choices=ReferredTo.choices)
    words = _words(_("找谁、电话、怎么去"), required=True)


class PassOnForm(RevisedMove):
    """To the desk, to an operator, to one person."""

    to = forms.ChoiceField(label=_("交给谁"))
    words = _words(_("说明"))

    def offer(self, choices: Choices) -> None:
        field: Any = self.fields["to"]
        self.owners: dict[str, Any] = {"desk": self.asked.community}
        people = {f"person:{person.pk}": person for person in choices.people}
        operators = {f"operator:{operator.pk}": operator for operator in choices.operators}
        self.owners |= people | operators
        field.choices = [
            ("desk", _("前台")),
            (_("同事"), [(key, str(person)) for key, person in people.items()]),
            (_("服务机构"), [(key, str(operator)) for key, operator in operators.items()]),
        ]

    def owner(self) -> Any:
        return self.owners[self.cleaned_data["to"]]


class DecideForm(PassOnForm):
    words = _words(_("裁定理由"), required=True)


class CallBackForm(RevisedMove):
    """The questions in the order in which they are asked on the telephone."""

    channel = _spoken()
    reached = _yes_no(_("联系上了吗？"))
    is_solved = _yes_no(_("问题解决了吗？"), required=False)
    score = forms.TypedChoiceField(
        label=_("满意吗？"),
        choices=[("", _("没有回答")), *reversed(Score.choices)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    words = _words(_("居民原话"))
    is_thanks = forms.BooleanField(label=_("这是一句感谢，转告办理人"), required=False)

    def clean(self) -> dict[str, Any]:
        """Whoever was reached has said whether it is solved."""
        filled = super().clean() or self.cleaned_data
        if filled.get("reached") and filled.get("is_solved") is None:
            self.add_error("is_solved", gettext("联系上了，请选问题解决了没有。"))
        return filled


class SplitForm(RevisedMove):
    lines = forms.CharField(
        label=_("拆成几条，一行一条"), widget=forms.Textarea({"rows": 4}), max_length=10_000
    )


class MergeForm(RevisedMove):
    into = forms.IntegerField(
        label=_("并入哪一号"),
        help_text=_("号码在另一条需求页的标题旁边，如第12号，只写数字。"),
        min_value=1,
        max_value=2**62,
    )

    def clean_into(self) -> ServiceRequest:
        found = self.choices.requests.filter(pk=self.cleaned_data["into"]).first()
        if found is None:
            raise forms.ValidationError(gettext("没有这个号的需求，请核对号码。"))
        return found


class LinkForm(RevisedMove):
    commitment = forms.ModelChoiceField(label=_("约定"), queryset=Commitment.objects.none())
    kind = forms.ChoiceField(
        label=_("类型"),
        choices=[one for one in LinkKind.choices if one[0] != LinkKind.REFERRAL],
    )

    def offer(self, choices: Choices) -> None:
        _offer(self, "commitment", choices.commitments, named=_promise)
