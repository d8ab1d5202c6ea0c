"""Page: a resident, or a relative whom he let in, asks for something from home."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.services.desk import actions
from fangcun.services.desk.actions import WrittenLine
from fangcun.services.desk.forms.asking import LONGEST_WISH, AskForm
from fangcun.services.desk.models import Book
from fangcun.services.desk.queries import categories_in_use
from fangcun.services.desk.queries.askers import book_of_the_desk, may_ask_for
from fangcun.services.desk.states import Channel


def ask(request: HttpRequest) -> HttpResponse:
    """Page: write a request; it stands in the community's book like any other."""
    caller: Any = request.user
    if not (caller.is_authenticated and caller.is_resident):
        return redirect_to_login(request.get_full_path(), reverse("portal:sign_in"))
    now = timezone.now()
    residents = may_ask_for(caller, on=timezone.localdate(now)).order_by("pk")
    form = AskForm(
        request.POST or None,
        residents=residents,
        categories=list(categories_in_use()),
        initial={
            "resident": request.GET.get("for") or residents.first(),
            "line": request.GET.get("line", "")[:LONGEST_WISH],  # a page led here, and knew what
        },
    )
    if form.is_valid() and (book := _book(form)) is not None:
        try:
            actions.take_request(written=_written(form, book), by=caller, now=now)
        except Refusal as refusal:
            form.add_error("line", str(refusal))
        else:
            messages.success(request, _("已经记在社区的登记本上，社区管家会联系您。"))
            return redirect("portal:requests")
    several = len(residents) > 1
    shown = {"form": form, "several": several, "nobody": not residents}
    return render(request, "desk/ask.html", shown)


def _book(form: AskForm) -> Book | None:
    """The desk's book; without one, the resident is told to phone."""
    book = book_of_the_desk(form.cleaned_data["resident"].community)
    if book is None:
        form.add_error("line", _("您的社区还没有网上登记，请打电话或到前台。"))
    return book


def _written(form: AskForm, book: Book) -> WrittenLine:
    said = form.cleaned_data
    resident = said["resident"]
    return WrittenLine(
        book=book,
        written_key=said["written_key"],
        line=said["line"],
        channel=Channel.ONLINE,
        category=said["category"],
        wished_on=said["wished_on"],
        wanted=" ".join(said["line"].split()),
        resident=resident,
        caller_name=resident.name,
        caller_phone=resident.main_phone,
        place=str(resident.address or ""),
    )
