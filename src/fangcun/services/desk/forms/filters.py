"""What is looked for in the book."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.services.desk.models import Book, Category
from fangcun.services.desk.queries.book import BookFilter
from fangcun.services.desk.states import RequestState


class BookFilterForm(forms.Form):
    text = forms.CharField(label=_("文字、电话、地址"), required=False, max_length=60)
    day = forms.DateField(
        label=_("从哪天"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("到哪天"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), *RequestState.choices]
    )
    category = forms.ModelChoiceField(
        label=_("类别"),
        required=False,
        queryset=Category.objects.order_by("position", "pk"),
        empty_label=_("全部"),
    )
    book = forms.ModelChoiceField(
        label=_("登记本"), required=False, queryset=Book.objects.none(), empty_label=_("全部")
    )

    def __init__(self, *args: Any, books: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["book"]
        field.queryset = books

    def wanted(self) -> BookFilter:
        """What is asked for; a field that makes no sense asks for nothing."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        book, category = asked.get("book"), asked.get("category")
        return BookFilter(
            text=(asked.get("text") or "").replace("\x00", ""),
            day=asked.get("day"),
            until=asked.get("until"),
            state=asked.get("state") or "",
            book=book.pk if book else None,
            category=category.pk if category else None,
        )
