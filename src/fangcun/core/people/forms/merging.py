"""Which of two values stays."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangcun.core.people.queries import MergeLine, MergePreview

KEPT, GONE = "kept", "gone"


class MergeForm(forms.Form):
    """One choice for every field in which both rows say something different."""

    revision_kept = forms.IntegerField(widget=forms.HiddenInput)
    revision_gone = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, preview: MergePreview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preview = preview
        for line in preview.lines:
            if line.is_choice:
                self.fields[line.field] = forms.ChoiceField(
                    label=line.label,
                    choices=[(KEPT, line.kept), (GONE, line.gone)],
                    initial=KEPT,
                    widget=forms.RadioSelect,
                    error_messages={"required": _("请选择保留哪一个")},
                )

    @property
    def lines(self) -> list[tuple[MergeLine, forms.BoundField | None]]:
        """Every line of the preview, with its choice where there is one."""
        return [
            (line, self[line.field] if line.field in self.fields else None)
            for line in self.preview.lines
        ]

    @property
    def taken(self) -> set[str]:
        """Fields whose value comes from the row that goes."""
        chosen = {
            line.field for line in self.preview.lines if self.cleaned_data.get(line.field) == GONE
        }
        return chosen | {line.field for line in self.preview.lines if line.takes_gone}

    @property
    def revisions(self) -> tuple[int, int]:
        return self.cleaned_data["revision_kept"], self.cleaned_data["revision_gone"]
