"""Pages of packs: which there are, what each says, writing the next version."""

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
from fangcun.core.entitlements import access, actions, queries
from fangcun.core.entitlements.forms import PackEditor, SwitchForm
from fangcun.core.entitlements.models import BenefitRule
from fangcun.core.places.queries import history_of

ONE_MORE = 1


@staff_page(Right.READ_COUNTS)
def packs(request: SignedInRequest) -> HttpResponse:
    """Page: every pack of rules, those in use first."""
    may_edit = access.may_edit_packs(request.user)
    told = {
        "packs": queries.newest_packs(),
        "may_edit": may_edit,
        "sees_persons": request.user.may(Right.READ_PERSONS),
    }
    return render(request, "entitlements/packs.html", told)


@staff_page(Right.READ_COUNTS)
def pack(request: SignedInRequest, code: str, version: int | None = None) -> HttpResponse:
    """Page: what one version of a pack gives, to whom, by which source."""
    shown = access.pack_or_404(code, version)
    versions = list(queries.versions_of(code))
    told = {
        "pack": shown,
        "rules": [_told(rule) for rule in queries.rules_of(shown)],
        "versions": versions,
        "is_newest": shown == versions[0],
        "may_edit": access.may_edit_packs(request.user),
        "history": history_of(shown) if request.user.may(Right.READ_HISTORY) else [],
    }
    return render(request, "entitlements/pack.html", told)


@require_POST
@staff_page(Right.EDIT_RULES)
def switch_pack(request: SignedInRequest, code: str) -> HttpResponse:
    """Switch the newest version of a pack on or off."""
    shown = access.pack_to_edit_or_404(request.user, code)
    form = SwitchForm(request.POST)
    if form.is_valid():
        try:
            actions.set_in_use(
                pack=shown, by=signature(request.user), now=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("已保存。"))
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("entitlements:pack", code=code)


@staff_page(Right.EDIT_RULES)
def edit_pack(request: SignedInRequest, code: str) -> HttpResponse:
    """Page: write the next version of a pack, and see beforehand what it would mean."""
    shown = access.pack_to_edit_or_404(request.user, code)
    rules = queries.rules_of(shown)
    data = request.POST or None
    more = _more_rules(request)
    editor = PackEditor(data=data, pack=shown, rules=rules, more=more)
    step = request.POST.get("step")
    read = request.POST.get("version") or shown.version
    told: dict[str, Any] = {"editor": editor, "pack": shown, "more": more, "version": read}
    if step in {"preview", "save"} and editor.is_valid():
        written = editor.written()
        if step == "preview":
            told["preview"] = _preview(request, rules, written)
        else:
            try:
                return _saved(request, code, written)
            except Refusal as refusal:
                editor.pack.add_error(None, str(refusal))
    return render(request, "entitlements/edit_pack.html", told)


def _saved(request: SignedInRequest, code: str, written: actions.WrittenPack) -> HttpResponse:
    read = request.POST.get("version", "")
    actions.write_pack(
        code=code,
        over_version=int(read) if read.isascii() and read.isdigit() else 0,
        written=written,
        by=signature(request.user),
        now=timezone.now(),
    )
    messages.success(request, _("新版本已保存，旧版本仍可查阅。"))
    return redirect("entitlements:pack", code=code)


def _preview(
    request: SignedInRequest, rules: list[BenefitRule], written: actions.WrittenPack
) -> dict[str, Any]:
    """Rule by rule: how many more, how many fewer, and a few names by right."""
    names = {rule.code: str(rule) for rule in rules}
    names |= {rule.code: rule.name_zh for rule in written.rules}
    smallest = 0 if request.user.may(Right.SEE_SMALL_CELLS) else smallest_shown()
    found = queries.preview(
        before={rule.code: queries.terms_of(rule) for rule in rules},
        after={
            rule.code: queries.terms_from(rule.conditions, list(rule.required_proofs))
            for rule in written.rules
        },
        on=max(timezone.localdate(), written.valid_from),
        among=access.people_to_count(request.user),
        named=access.people_to_name(request.user),
        smallest=smallest,
    )
    lines = [{"name": names[one.code], "found": one} for one in found.rules]
    return {"lines": lines, "comes": found.comes, "goes": found.goes, "smallest": smallest}


def _told(rule: BenefitRule) -> dict[str, Any]:
    terms = queries.terms_of(rule)
    return {
        "rule": rule,
        "gift": queries.gift_in_words(rule),
        "terms": queries.condition_in_words(terms.condition),
        "proofs": queries.proofs_in_words(rule.required_proofs),
    }


def _more_rules(request: SignedInRequest) -> int:
    """How many empty rules the page shows; one more when that button was pressed."""
    shown = request.POST.get("more", "")
    count = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 3 else 0
    return count + (ONE_MORE if request.POST.get("step") == "add" else 0)
