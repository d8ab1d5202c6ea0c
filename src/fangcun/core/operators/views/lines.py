"""Pages: what a contract promises, line by line."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.operators import actions
from fangcun.core.operators.access import contract_or_404, line_or_404
from fangcun.core.operators.forms import DropLineForm, EditLineForm, LineForm
from fangcun.core.operators.models import Contract
from fangcun.core.places.queries import Version
from fangcun.core.places.views.saving import Words, fill_in, is_done, newer_versions


@staff_page(Right.MANAGE_OPERATORS)
def new_line(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: add a promise to a contract."""
    contract = contract_or_404(request.user, pk, Right.MANAGE_OPERATORS)
    form = LineForm(request.POST or None, contract=contract)
    by, now = signature(request.user), timezone.now()
    if form.is_valid() and is_done(
        form,
        lambda: actions.promise_line(contract=contract, written=form.written(), by=by, now=now),
    ):
        return _saved(request, contract)
    title = _("新增承诺事项：{contract}").format(contract=contract)
    intro = _("写清楚哪项服务、多少、在哪里、多少钱，以后由台账自动核对完成了多少。")
    return fill_in(request, form, Words(title, _address(contract), intro))


@staff_page(Right.MANAGE_OPERATORS)
def edit_line(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct a promise."""
    line = line_or_404(request.user, pk)
    form = EditLineForm(
        request.POST or None, contract=line.contract, initial=EditLineForm.values_of(line)
    )
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            line,
            lambda: actions.correct_line(
                line=line,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, line.contract)
    title = _("修改承诺事项：{line}").format(line=line)
    return fill_in(request, form, Words(title, _address(line.contract)), newer or [])


@staff_page(Right.MANAGE_OPERATORS)
def drop_line(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a promise holds no more."""
    line = line_or_404(request.user, pk)
    initial = {"revision": line.revision, "on": timezone.localdate()}
    form = DropLineForm(request.POST or None, initial=initial)
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            line,
            lambda: actions.drop_line(
                line=line,
                by=signature(request.user),
                now=timezone.now(),
                **form.cleaned_data,
            ),
        )
        if newer is None:
            return _saved(request, line.contract)
    title = _("取消承诺事项：{line}").format(line=line)
    words = Words(
        title,
        _address(line.contract),
        _("取消后仍会显示在合同里，但不再核对。"),
        button=_("取消这项承诺"),
        is_grave=True,
    )
    return fill_in(request, form, words, newer or [])


def _saved(request: SignedInRequest, contract: Contract) -> HttpResponse:
    messages.success(request, _("已保存。"))
    return redirect("operators:contract", pk=contract.pk)


def _address(contract: Contract) -> str:
    return reverse("operators:contract", args=[contract.pk])
