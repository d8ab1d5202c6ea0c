"""Pages: credentials of operators, and the papers themselves."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.papers import give_out
from fangcun.base.rights import Right
from fangcun.core.operators import actions, queries
from fangcun.core.operators.access import (
    credential_or_404,
    credentials_for,
    operator_or_404,
    paper_or_404,
)
from fangcun.core.operators.forms import (
    CredentialForm,
    EditCredentialForm,
    PaperForm,
    RetireForm,
    WhyForm,
)
from fangcun.core.operators.rules import EARLY_DAYS, SOON_DAYS
from fangcun.core.operators.views.operators import address, saved
from fangcun.core.places.queries import Version
from fangcun.core.places.views.lists import page_of
from fangcun.core.places.views.saving import Words, fill_in, is_done, newer_versions


@staff_page(Right.READ_OPERATORS)
def expiring(request: SignedInRequest) -> HttpResponse:
    """Page: credentials that have run out, or will soon."""
    days = SOON_DAYS if request.GET.get("days") == str(SOON_DAYS) else EARLY_DAYS
    today = timezone.localdate()
    found = queries.expiring(credentials_for(request.user), today=today, days=days)
    return render(
        request,
        "operators/expiring.html",
        {
            "page": page_of(request, found),
            "days": days,
            "choices": (SOON_DAYS, EARLY_DAYS),
            "today": today,
        },
    )


@staff_page(Right.MANAGE_OPERATORS)
def new_credential(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: put a credential on record."""
    shown = operator_or_404(request.user, pk, Right.MANAGE_OPERATORS)
    form = CredentialForm(request.POST or None)
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form,
        lambda: actions.add_credential(operator=shown, written=form.written(), by=by, now=now),
    ):
        return saved(request, shown)
    title = _("登记{name}的证照").format(name=shown)
    return fill_in(request, form, Words(title, address(shown)))


@staff_page(Right.MANAGE_OPERATORS)
def edit_credential(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct or renew a credential."""
    shown = credential_or_404(request.user, pk)
    form = EditCredentialForm(request.POST or None, initial=EditCredentialForm.values_of(shown))
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: actions.correct_credential(
                credential=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return saved(request, shown.operator)
    title = _("修改{name}").format(name=shown)
    return fill_in(request, form, Words(title, address(shown.operator)), newer or [])


@staff_page(Right.MANAGE_OPERATORS)
def retire_credential(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a credential counts no more."""
    shown = credential_or_404(request.user, pk)
    initial = {"revision": shown.revision, "on": timezone.localdate()}
    form = RetireForm(request.POST or None, initial=initial)
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: actions.retire_credential(
                credential=shown,
                revision=form.cleaned_data["revision"],
                on=form.cleaned_data["on"],
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return saved(request, shown.operator)
    title = _("停用{name}").format(name=shown)
    intro = _("已换新证或持证人离职时停用；记录保留，不再提醒到期。")
    words = Words(title, address(shown.operator), intro, button=_("停用"), is_grave=True)
    return fill_in(request, form, words, newer or [])


@staff_page(Right.MANAGE_OPERATORS)
def new_scan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: hand in the scan of a credential."""
    shown = credential_or_404(request.user, pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    by, now = signature(request.user), timezone.now()
    if form.is_valid():
        actions.hand_in_credential(credential=shown, by=by, now=now, **form.cleaned_data)
        return saved(request, shown.operator)
    title = _("上传{name}的扫描件").format(name=shown)
    return fill_in(request, form, Words(title, address(shown.operator), button=_("上传")))


@staff_page(Right.READ_OPERATORS)
def paper(request: SignedInRequest, pk: int) -> FileResponse:
    """A scan, a contract or an annex, as a download."""
    shown = paper_or_404(request.user, pk)
    return give_out(kept_as=shown.kept_as, title=shown.title, content_type=shown.content_type)


@staff_page(Right.MANAGE_OPERATORS)
def withdraw_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: take a paper from view."""
    shown = paper_or_404(request.user, pk, Right.MANAGE_OPERATORS)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        actions.withdraw_paper(
            paper=shown,
            why=form.cleaned_data["why"],
            by=signature(request.user),
            now=timezone.now(),
        )
        if shown.contract_id:
            return redirect("operators:contract", pk=shown.contract_id)
        return saved(request, shown.operator)
    title = _("撤下「{title}」").format(title=shown)
    words = Words(title, address(shown.operator), button=_("撤下"), is_grave=True)
    return fill_in(request, form, words)
