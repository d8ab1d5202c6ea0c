"""A form over a row that somebody else may be changing."""

from django import forms


class RevisedForm(forms.Form):
    """Carries the version that was read, so that a newer one is never overwritten unseen."""

    revision = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def read_again(self, *, revision: int) -> None:
        """The visitor now sees version `revision` beside what he has typed."""
        self.data = {**self.data.dict(), "revision": str(revision)}  # type: ignore[attr-defined]
