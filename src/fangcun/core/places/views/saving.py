"""What every page with a form does: show it, save it, say who was faster."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fangcun.base.errors import Refusal
from fangcun.base.revised import RevisedForm
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.queries import Version, changes_since


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a form."""

    title: str
    back: str  # address of the page that it belongs to
    intro: str = ""
    button: str = ""  # empty: save
    is_grave: bool = False  # cannot simply be undone


def fill_in(
    request: HttpRequest, form: forms.Form, words: Words, newer: Sequence[Version] | None = None
) -> HttpResponse:
    """Page: one form, and what others wrote meanwhile."""
    return render(
        request, "places/fill_in.html", {"form": form, "words": words, "newer": newer or ()}
    )


def is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the action went through; a refusal stands above the form."""
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def newer_versions(
    form: RevisedForm, row: Model, act: Callable[[], object]
) -> list[Version] | None:
    """None if the action went through; else what others wrote since the row was read."""
    try:
        act()
    except ChangedMeanwhile as refusal:
        row.refresh_from_db()
        changed: Any = row
        newer = changes_since(changed, revision=form.cleaned_data["revision"])
        form.add_error(None, str(refusal))
        form.read_again(revision=changed.revision)
        return newer
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return []
    return None
