"""Books, and who is on duty."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fangcun.base.revised import RevisedForm
from fangcun.core.accounts.models import User
from fangcun.core.places.models import Community, Facility
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun.services.desk.actions import WrittenBook
from fangcun.services.desk.models import Book
from fangcun.services.desk.queries import operators_at_work


class _BookFields(forms.Form):
    name = forms.CharField(
        label=_("名称"), max_length=LONGEST_TEXT, help_text=_("例如：前台、日间照料室")
    )
    facility = forms.ModelChoiceField(
        label=_("设施"),
        required=False,
        queryset=Facility.objects.none(),
        empty_label=_("不属于某处设施"),
    )
    operator = forms.ModelChoiceField(
        label=_("运营机构"),
        required=False,
        queryset=operators_at_work(on=date.min).none(),
        empty_label=_("社区自己的登记本"),
    )

    def _choose_from(self, *, communities: QuerySet[Community], today: date) -> None:
        facilities = Facility.objects.filter(community__in=communities)
        self._field("facility").queryset = facilities.order_by("name", "pk")
        self._field("operator").queryset = operators_at_work(on=today)

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def written(self) -> WrittenBook:
        filled = self.cleaned_data
        return WrittenBook(
            name=filled["name"],
            facility=filled["facility"],
            operator=filled["operator"],
            is_in_use=filled.get("is_in_use", True),
        )


class BookForm(_BookFields):
    """A new book."""

    community = forms.ModelChoiceField(label=_("社区"), queryset=Community.objects.none())
    field_order = ("community", "name", "facility", "operator")

    def __init__(
        self, *args: Any, communities: QuerySet[Community], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose_from(communities=communities, today=today)
        self._field("community").queryset = communities

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        facility, community = filled.get("facility"), filled.get("community")
        if facility and community and facility.community_id != community.pk:
            self.add_error("facility", _("这处设施不在所选社区。"))
        return filled


class EditBookForm(_BookFields, RevisedForm):
    """A book that is there."""

    is_in_use = forms.BooleanField(
        label=_("使用中"),
        required=False,
        help_text=_("停用后不能再登记新的需求，已登记的照常办理"),
    )

    def __init__(self, typed: Any, *, book: Book, today: date) -> None:
        super().__init__(typed, initial=_values_of(book))
        own = Community.objects.filter(pk=book.community_id)
        self._choose_from(communities=own, today=today)


class DutyForm(forms.Form):
    """Who decides what was returned twice."""

    user = forms.TypedChoiceField(label=_("值班负责人"))

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        chosen: Any = self.fields["user"]
        chosen.choices = [(key, str(person)) for key, person in self.people.items()]
        chosen.coerce = self.people.__getitem__


def _values_of(book: Book) -> dict[str, Any]:
    return {
        "revision": book.revision,
        "name": book.name,
        "facility": book.facility_id,
        "operator": book.operator_id,
        "is_in_use": book.is_in_use,
    }
