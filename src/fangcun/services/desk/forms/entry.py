"""One new line: what was typed, and the chips under it that somebody has put right."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.models import Resident
from fangcun.services.desk.actions import WrittenLine
from fangcun.services.desk.models import Book, Category
from fangcun.services.desk.models.request import LONGEST_LINE
from fangcun.services.desk.rules.lines import ReadLine, Vocabulary, read_line
from fangcun.services.desk.states import Channel, HalfDay

CHIPS = (
    "wished_on",
    "wished_half",
    "category",
    "place",
    "caller_name",
    "caller_phone",
    "is_urgent",
    "wanted",
)
LATE_AT_MOST = timedelta(days=31)
"""A line may be sent or keyed in later than it was written, but not in another season."""
OPENS_AT = time(9)
ANSWER = "answer_"
LONGEST_ANSWER = 200


def without_nul(typed: str) -> str:
    """No table can hold a NUL byte; it is shown as what it is, a sign nobody can read."""
    return typed.replace("\x00", "\ufffd")


class KeptText(forms.CharField):
    """Text as it was typed: nothing stripped, and a NUL byte is shown instead of refused."""

    def __init__(self, **more: Any) -> None:
        super().__init__(strip=False, **more)

    def to_python(self, value: Any) -> Any:
        return super().to_python(without_nul(value) if isinstance(value, str) else value)


class LineForm(forms.Form):
    """The line itself is all that is needed; chips count where `edited` names them."""

    book = forms.TypedChoiceField(label=_("登记本"))
    written_key = forms.UUIDField(widget=forms.HiddenInput)
    edited = forms.CharField(required=False, widget=forms.HiddenInput)
    written_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    line = KeptText(label=_("新的一行"))
    channel = forms.ChoiceField(
        label=_("渠道"),
        required=False,
        choices=[("", _("按文字判断")), *Channel.choices],
    )
    written_on = forms.DateField(
        label=_("纸上的日期"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("补录纸质登记本时填写。"),
    )
    wished_on = forms.DateField(
        label=_("日期"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    wished_half = forms.ChoiceField(label=_("时段"), required=False, choices=HalfDay.choices)
    category = forms.ModelChoiceField(
        label=_("类别"), required=False, queryset=Category.objects.none(), empty_label=_("不分类")
    )
    place = forms.CharField(label=_("地址"), required=False, max_length=200)
    caller_name = forms.CharField(label=_("称呼"), required=False, max_length=200)
    caller_phone = forms.CharField(label=_("电话"), required=False, max_length=40)
    is_urgent = forms.BooleanField(label=_("紧急"), required=False)
    wanted = forms.CharField(label=_("需求"), required=False, max_length=200)

    def __init__(
        self,
        *args: Any,
        books: Sequence[Book],
        now: datetime,
        categories: Sequence[Category] = (),
        words: Vocabulary = Vocabulary(),  # noqa: B008  # it cannot be changed
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.now, self.words, self.books = now, words, books
        self.categories = {category.code: category for category in categories}
        fields: Any = self.fields
        named = {str(book.pk): book for book in books}
        fields["book"].choices = [(number, str(book)) for number, book in named.items()]
        fields["book"].coerce = named.__getitem__
        fields["category"].queryset = Category.objects.filter(is_in_use=True)
        fields["category"].choices = _choices_of(categories)
        fields["line"].widget.attrs |= {
            "autocomplete": "off",
            "autofocus": True,
            "enterkeyhint": "done",
            "placeholder": gettext("例如：2月8日上午 清理油烟机 12号楼301 姓陈 138…"),
        }

    def clean_line(self) -> str:
        line: str = self.cleaned_data["line"]
        if not line.strip():
            raise forms.ValidationError(gettext("请写下居民需要什么。"))
        if len(line) > LONGEST_LINE:
            raise forms.ValidationError(
                gettext("一行最多{most}字，这里有{count}字。文字还在，请分成几行登记。").format(
                    most=LONGEST_LINE, count=len(line)
                )
            )
        return line

    def read(self) -> ReadLine:
        """What the line says, on the day it was written."""
        line = self.cleaned_data.get("line") or str(self.data.get("line", ""))[:LONGEST_LINE]
        day = timezone.localdate(self._written_at() or self.now)
        return read_line(line, today=day, words=self.words)

    def chips(self) -> dict[str, Any]:
        """Each chip as it will be saved: put right by hand, or as it was read."""
        read = self.read()
        said = {
            "wished_on": read.wished_on,
            "wished_half": read.wished_half,
            "category": self.categories.get(read.category),
            "place": read.place,
            "caller_name": read.caller_name,
            "caller_phone": read.caller_phone,
            "is_urgent": read.is_urgent,
            "wanted": read.wanted,
        }
        by_hand = self.by_hand()
        filled = self.cleaned_data
        return {name: filled.get(name) if name in by_hand else said[name] for name in CHIPS}

    def by_hand(self) -> frozenset[str]:
        """Which chips somebody has put right."""
        named = str(self.cleaned_data.get("edited", "")).split(",")
        return frozenset(named) & {*CHIPS}

    def shown(self, chips: dict[str, Any]) -> "LineForm":
        """The same form, filled with the chips."""
        return LineForm(
            initial=chips,
            books=self.books,
            categories=list(self.categories.values()),
            words=self.words,
            now=self.now,
        )

    def written(self, *, resident: Resident | None = None) -> WrittenLine:
        """Everything that will be kept."""
        filled, read, chips = self.cleaned_data, self.read(), self.chips()
        return WrittenLine(
            book=filled["book"],
            written_key=filled["written_key"],
            line=filled["line"],
            channel=filled["channel"] or read.channel or self._usual_channel(),
            service=service_named(read.service),
            answers=answers_to(chips["category"], self.data),
            written_at=self._written_at(),
            resident=resident,
            **chips,
        )

    def _usual_channel(self) -> str:
        return Channel.PAPER if self.cleaned_data.get("written_on") else Channel.WALK_IN

    def _written_at(self) -> datetime | None:
        """When it was written, where it comes later: from paper, or from a lost network."""
        on: date | None = self.cleaned_data.get("written_on")
        at: datetime | None = self.cleaned_data.get("written_at")
        if on is not None:
            at = timezone.make_aware(datetime.combine(on, OPENS_AT))
        return at if at and self.now - LATE_AT_MOST <= at <= self.now else None


def _choices_of(categories: Sequence[Category]) -> list[tuple[Any, str]]:
    """Categories that have been read already are not asked of the database again."""
    return [("", gettext("不分类")), *((one.pk, str(one)) for one in categories)]


def service_named(code: str) -> ServiceKind | None:
    """The service that was read from a line."""
    return ServiceKind.objects.filter(code=code, is_offered=True).first() if code else None


def answers_to(category: Category | None, data: Any) -> dict[str, str]:
    """What was answered to the category's own questions."""
    answers = {}
    for question in category.questions if category else ():
        said = without_nul(str(data.get(ANSWER + question["code"], ""))).strip()
        if said:
            answers[question["code"]] = said[:LONGEST_ANSWER]
    return answers


def questions_of(category: Category | None, answers: dict[str, str]) -> list[dict[str, str]]:
    """The category's own questions with what was answered so far."""
    english = (translation.get_language() or "").startswith("en")
    return [
        {
            "name": ANSWER + question["code"],
            "words": question.get("en" if english else "zh") or question["zh"],
            "answer": answers.get(question["code"], ""),
        }
        for question in (category.questions if category else ())
    ]
