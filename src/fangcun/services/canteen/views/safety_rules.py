"""Pages: what food safety asks for, by which source, and writing the next version."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.services.canteen.access.safety_rules import (
    may_edit_safety,
    safety_to_edit_or_404,
    safety_version_or_404,
)
from fangcun.services.canteen.actions.safety_rules import write_safety_rules
from fangcun.services.canteen.forms.safety_rules import SafetyEditor
from fangcun.services.canteen.queries.safety_rules import (
    asked_in_words,
    rules_of_version,
    safety_versions,
)


@staff_page(Right.READ_FACILITIES)
def safety_rules(request: SignedInRequest, version: int | None = None) -> HttpResponse:
    """Page: each requirement of one version, with its source; the newest where none is named."""
    shown = safety_version_or_404(version)
    versions = list(safety_versions())
    told = {
        "pack": shown,
        "rules": [(rule, asked_in_words(rule)) for rule in rules_of_version(shown)],
        "versions": versions,
        "is_newest": shown == versions[0],
        "may_edit": may_edit_safety(request.user),
    }
    return render(request, "canteen/safety_rules.html", told)


@staff_page(Right.EDIT_RULES)
def edit_safety_rules(request: SignedInRequest) -> HttpResponse:
    """Page: write the next version of what is asked for."""
    shown = safety_to_edit_or_404(request.user)
    editor = SafetyEditor(
        data=request.POST or None,
        pack=shown,
        rules=rules_of_version(shown),
        today=timezone.localdate(),
    )
    read = request.POST.get("version") or str(shown.version)
    if request.POST and editor.is_valid():
        try:
            return _saved(request, editor, read)
        except Refusal as refusal:
            editor.pack.add_error(None, str(refusal))
    told: dict[str, Any] = {"editor": editor, "pack": shown, "version": read}
    return render(request, "canteen/edit_safety_rules.html", told)


def _saved(request: SignedInRequest, editor: SafetyEditor, read: str) -> HttpResponse:
    write_safety_rules(
        over_version=int(read) if read.isascii() and read.isdigit() else 0,
        written=editor.written(),
        by=signature(request.user),
        now=timezone.now(),
    )
    messages.success(request, _("新版本已保存，旧版本仍可查阅。"))
    return redirect("canteen:safety_rules")
