"""Pages: the books of the communities, and who is on duty."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.queries import Version, changes_since, history_of
from fangcun.core.places.views.lists import page_of
from fangcun.services.desk import actions
from fangcun.services.desk.access import (
    book_or_404,
    books_to_set_up,
    communities_of,
    community_or_404,
)
from fangcun.services.desk.forms.settings import BookForm, DutyForm, EditBookForm
from fangcun.services.desk.queries.duty import deciders_of, on_duty


@staff_page(Right.EDIT_RULES)
def books(request: SignedInRequest) -> HttpResponse:
    """Page: every book, and in each community the person who decides."""
    page = page_of(request, books_to_set_up(request.user))
    desks = communities_of(request.user).filter(pk__in={book.community_id for book in page})
    return render(request, "desk/settings_books.html", {"page": page, "duties": on_duty(desks)})


@staff_page(Right.EDIT_RULES)
def new_book(request: SignedInRequest) -> HttpResponse:
    """Page: begin a book."""
    now = timezone.now()
    form = BookForm(
        request.POST or None,
        communities=communities_of(request.user),
        today=timezone.localdate(now),
    )
    if form.is_valid():
        try:
            actions.open_book(
                community=form.cleaned_data["community"],
                written=form.written(),
                by=signature(request.user),
                now=now,
            )
            messages.success(request, _("已保存。"))
            return redirect("desk:settings_books")
        except actions.NameTaken as refusal:
            form.add_error("name", str(refusal))
    return render(request, "desk/settings_new_book.html", {"form": form})


@staff_page(Right.EDIT_RULES)
def edit_book(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: rename a book or take it out of use."""
    book = book_or_404(staff=request.user, pk=pk, right=Right.EDIT_RULES)
    now = timezone.now()
    form = EditBookForm(request.POST or None, book=book, today=timezone.localdate(now))
    newer: list[Version] = []
    if form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            actions.change_book(
                book=book,
                revision=revision,
                written=form.written(),
                by=signature(request.user),
                now=now,
            )
            messages.success(request, _("已保存。"))
            return redirect("desk:settings_books")
        except actions.NameTaken as refusal:
            form.add_error("name", str(refusal))
        except actions.ChangedMeanwhile as refusal:
            book = book_or_404(staff=request.user, pk=pk, right=Right.EDIT_RULES)
            newer = changes_since(book, revision=revision)
            form.add_error(None, str(refusal))
            form.read_again(revision=book.revision)
    return render(
        request,
        "desk/settings_book.html",
        {"book": book, "form": form, "newer": newer, "versions": history_of(book)},
    )


@staff_page(Right.EDIT_RULES)
def duty(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: who decides in a community what was returned twice."""
    community = community_or_404(staff=request.user, pk=pk)
    now = timezone.now()
    people = deciders_of(community, now=now)
    form = DutyForm(request.POST or None, people=people)
    if form.is_valid():
        try:
            actions.put_on_duty(
                community=community,
                user=form.cleaned_data["user"],
                by=signature(request.user),
                now=now,
            )
            messages.success(request, _("已保存。"))
            return redirect("desk:settings_books")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "desk/settings_duty.html",
        {"community": community, "form": form, "people": people},
    )
