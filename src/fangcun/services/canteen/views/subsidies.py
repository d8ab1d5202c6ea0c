"""Pages: by which rules meals are subsidised, and writing the next version of a pack."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.catalog.queries import smallest_shown
from fangcun.core.places.queries import history_of
from fangcun.services.canteen.access import subsidies as access
from fangcun.services.canteen.actions.packs import (
    WrittenPack,
    rules_as_rows,
    set_in_use,
    write_pack,
)
from fangcun.services.canteen.forms.subsidies import SubsidyEditor, SwitchForm
from fangcun.services.canteen.models import SubsidyPack, SubsidyRule
from fangcun.services.canteen.queries import subsidies as queries
from fangcun.services.canteen.queries.packs import newest_packs, rules_of, versions_of
from fangcun.services.canteen.queries.previews import Preview, preview
from fangcun.services.canteen.rules.months import month_before, month_of


@staff_page(Right.READ_COUNTS)
def packs(request: SignedInRequest) -> HttpResponse:
    """Page: every pack of subsidies, those in use first."""
    return render(request, "canteen/subsidies.html", {"packs": newest_packs()})


@staff_page(Right.READ_COUNTS)
def pack(request: SignedInRequest, code: str, version: int | None = None) -> HttpResponse:
    """Page: what one version of a pack gives, to whom, who bears it, by which source."""
    shown = access.pack_or_404(code, version)
    versions = list(versions_of(code))
    told = {
        "pack": shown,
        "rules": [_told(rule) for rule in rules_of(shown)],
        "versions": versions,
        "is_newest": shown == versions[0],
        "may_edit": access.may_edit_packs(request.user),
        "history": history_of(shown) if request.user.may(Right.READ_HISTORY) else [],
    }
    return render(request, "canteen/subsidy.html", told)


@require_POST
@staff_page(Right.EDIT_RULES)
def switch_pack(request: SignedInRequest, code: str) -> HttpResponse:
    """Switch the newest version of a pack on or off."""
    shown = access.pack_to_edit_or_404(request.user, code)
    form = SwitchForm(request.POST)
    if form.is_valid():
        try:
            set_in_use(
                pack=shown, by=signature(request.user), now=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("已保存。"))
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("canteen:subsidy", code=code)


@staff_page(Right.EDIT_RULES)
def edit_pack(request: SignedInRequest, code: str) -> HttpResponse:
    """Page: write the next version, and see what it would have meant for the last month."""
    shown = access.pack_to_edit_or_404(request.user, code)
    more = _more_rules(request)
    editor = SubsidyEditor(data=request.POST or None, pack=shown, rules=rules_of(shown), more=more)
    step = request.POST.get("step")
    read = request.POST.get("version") or shown.version
    told: dict[str, Any] = {"editor": editor, "pack": shown, "more": more, "version": read}
    if step in {"preview", "save"} and editor.is_valid():
        written = editor.written()
        if step == "preview":
            told["preview"] = _preview(request, shown, written)
        else:
            try:
                return _saved(request, code, written)
            except Refusal as refusal:
                editor.pack.add_error(None, str(refusal))
    return render(request, "canteen/edit_subsidy.html", told)


def _saved(request: SignedInRequest, code: str, written: WrittenPack) -> HttpResponse:
    read = request.POST.get("version", "")
    write_pack(
        code=code,
        over_version=int(read) if read.isascii() and read.isdigit() else 0,
        written=written,
        by=signature(request.user),
        now=timezone.now(),
    )
    messages.success(request, _("新版本已保存，旧版本仍可查阅。"))
    return redirect("canteen:subsidy", code=code)


def _preview(request: SignedInRequest, shown: SubsidyPack, written: WrittenPack) -> Preview:
    sees_all = access.sees_small_cells(request.user)
    return preview(
        code=shown.code,
        rules=rules_as_rows(shown, written.rules) if written.is_in_use else [],
        month=month_before(month_of(timezone.localdate())),
        among=access.orders_for(request.user, Right.EDIT_RULES),
        smallest=0 if sees_all else smallest_shown(),
    )


def _told(rule: SubsidyRule) -> dict[str, Any]:
    return {
        "rule": rule,
        "gives": queries.giving_in_words(rule),
        "meals": queries.meals_in_words(rule),
        "whom": queries.whom_in_words(rule),
        "payers": queries.shares_in_words(rule),
    }


def _more_rules(request: SignedInRequest) -> int:
    """How many empty rules the page shows; one more when that button was pressed."""
    shown = request.POST.get("more", "")
    count = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 3 else 0
    return count + (request.POST.get("step") == "add")
