"""Pages: a new line, and what is read from it while it is typed."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.services.desk import actions
from fangcun.services.desk.forms.entry import LineForm
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.views.book import show_book
from fangcun.services.desk.views.lines import known_caller, line_form, read_from
from fangcun.services.desk.views.staff import is_fetched, me


@require_POST
@staff_page(Right.TAKE_REQUESTS)
def write(request: SignedInRequest) -> HttpResponse:
    """Keep one line, whatever could be read from it."""
    now = timezone.now()
    form = line_form(request, now=now, data=request.POST)
    if request.POST.get("person", "") not in ("", str(me(request).pk)):
        return _somebody_else(request, form)
    if not form.is_valid():
        return _not_written(request, form)
    caller = known_caller(request, form.chips())
    try:
        written = actions.take_request(
            written=form.written(resident=caller), by=me(request), now=now
        )
    except Refusal as refusal:
        form.add_error("line", str(refusal))
        return _not_written(request, form)
    return _written(request, written, now)


@require_POST
@staff_page(Right.TAKE_REQUESTS)
def read(request: SignedInRequest) -> HttpResponse:
    """What a line says, as chips, with what is known of the caller: nothing is kept."""
    form = line_form(request, now=timezone.now(), data=request.POST)
    form.is_valid()
    return render(request, "desk/_read.html", read_from(request, form))


def _written(request: SignedInRequest, written: ServiceRequest, now: datetime) -> HttpResponse:
    told = _("已登记：{line}").format(line=written)
    if is_fetched(request):
        context = {"line": written, "now": timezone.localtime(now)}
        row = render_to_string("desk/_line.html", context, request=request)
        return JsonResponse({"number": written.pk, "row": row, "message": told})
    messages.success(request, told)
    return redirect("desk:book")


def _not_written(request: SignedInRequest, form: LineForm) -> HttpResponse:
    """Why not, beside the field; what was typed stays."""
    if not is_fetched(request):
        return show_book(request, form=form, **read_from(request, form))
    errors = [
        {"field": name, "words": str(words)} for name, said in form.errors.items() for words in said
    ]
    return JsonResponse({"errors": errors}, status=400)


def _somebody_else(request: SignedInRequest, form: LineForm) -> HttpResponse:
    """A line that waited in a browser belongs to whoever wrote it."""
    words = _("现在登录的是另一位同事。请写下这一行的同事登录后再发送。")
    if is_fetched(request):
        return JsonResponse({"errors": [{"field": "person", "words": words}]}, status=403)
    form.add_error(None, words)
    return _not_written(request, form)
