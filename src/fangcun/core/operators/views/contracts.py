"""Pages: contracts, ending them, and handing a facility to another operator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.operators import actions, queries
from fangcun.core.operators.access import contract_or_404, facility_or_404
from fangcun.core.operators.forms import (
    ChangeOperatorForm,
    EditContractForm,
    EndForm,
    PaperForm,
    SignForm,
)
from fangcun.core.operators.models import Contract
from fangcun.core.places.queries import Version, history_of
from fangcun.core.places.views.saving import Words, fill_in, is_done, newer_versions


@staff_page(Right.READ_OPERATORS)
def contract(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one contract: its term, what it promises, its papers."""
    shown = contract_or_404(request.user, pk)
    return render(
        request,
        "operators/contract.html",
        {
            "contract": shown,
            "standing": queries.standing_of(shown, timezone.localdate()),
            "lines": queries.lines_of(shown),
            "dropped": queries.dropped_lines_of(shown),
            "papers": queries.papers_of(shown),
            "versions": history_of(shown),
        },
    )


@staff_page(Right.MANAGE_OPERATORS)
def sign_contract(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: let an operator run a facility, or rooms of it."""
    facility = facility_or_404(request.user, pk, Right.MANAGE_OPERATORS)
    form = SignForm(
        request.POST or None,
        facility=facility,
        operators=queries.all_operators(),
        initial={"starts_on": timezone.localdate()},
    )
    if form.is_valid():
        signed: list[Contract] = []
        by, now = signature(request.user), timezone.now()
        if is_done(
            form, lambda: signed.append(actions.sign_contract(new=form.new(), by=by, now=now))
        ):
            return _saved(request, signed[0])
    title = _("{facility}：签订合同").format(facility=facility)
    intro = _("没有要找的机构，请先到“运营机构”登记。")
    back = reverse("catalog:facility", args=[facility.ref])
    return fill_in(request, form, Words(title, back, intro))


@staff_page(Right.MANAGE_OPERATORS)
def edit_contract(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct a contract."""
    shown = contract_or_404(request.user, pk, Right.MANAGE_OPERATORS)
    initial = EditContractForm.values_of(shown)
    form = EditContractForm(request.POST or None, facility=shown.facility, initial=initial)
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: actions.correct_contract(
                contract=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, shown)
    title = _("修改合同：{contract}").format(contract=shown)
    return fill_in(request, form, Words(title, _address(shown)), newer or [])


@staff_page(Right.MANAGE_OPERATORS)
def end_contract(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: end a contract this minute."""
    shown = contract_or_404(request.user, pk, Right.MANAGE_OPERATORS)
    if shown.ended_at:  # somebody was quicker, or the button was pressed twice
        return redirect("operators:contract", pk=pk)
    form = EndForm(request.POST or None, initial={"revision": shown.revision})
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: actions.end_contract(
                contract=shown,
                revision=form.cleaned_data["revision"],
                reason=form.cleaned_data["reason"],
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return _saved(request, shown)
    title = _("终止合同：{contract}").format(contract=shown)
    intro = _(
        "保存后立即终止，这家机构的人马上看不到这处设施的需求和居民。"
        "已有的记录和未完成的约定都留在社区。"
    )
    words = Words(title, _address(shown), intro, button=_("立即终止"), is_grave=True)
    return fill_in(request, form, words, newer or [])


@staff_page(Right.MANAGE_OPERATORS)
def change_operator(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: hand a facility to another operator; what would happen is shown first."""
    shown = contract_or_404(request.user, pk, Right.MANAGE_OPERATORS)
    lines = tuple(actions.WrittenLine.of(line) for line in queries.lines_of(shown))
    form = ChangeOperatorForm(
        request.POST or None,
        operators=queries.all_operators().exclude(pk=shown.operator_id),
        today=timezone.localdate(),
        initial={"revision": shown.revision, "liaison": shown.liaison},
    )
    newer: list[Version] | None = []
    if form.is_valid() and "preview" not in request.POST:
        opened: list[Contract] = []
        newer = newer_versions(
            form,
            shown,
            lambda: opened.append(
                actions.change_operator(
                    contract=shown,
                    revision=form.cleaned_data["revision"],
                    new=form.new(shown, lines),
                    reason=form.cleaned_data["reason"],
                    by=signature(request.user),
                    now=timezone.now(),
                )
            ),
        )
        if newer is None:
            messages.success(request, _("已更换运营机构。请到台账重新安排未完成的约定。"))
            return redirect("operators:contract", pk=opened[0].pk)
    return render(
        request,
        "operators/change_operator.html",
        {
            "contract": shown,
            "form": form,
            "newer": newer or [],
            "coming": form.cleaned_data["operator"] if form.is_valid() else None,
            "takes_promises": form.is_valid() and form.cleaned_data["takes_promises"],
            "line_count": len(lines),
        },
    )


@staff_page(Right.MANAGE_OPERATORS)
def new_annex(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: hand in the contract or an annex of it."""
    shown = contract_or_404(request.user, pk, Right.MANAGE_OPERATORS)
    form = PaperForm(request.POST or None, request.FILES or None)
    by, now = signature(request.user), timezone.now()
    if form.is_valid():
        actions.hand_in_contract(contract=shown, by=by, now=now, **form.cleaned_data)
        return _saved(request, shown)
    title = _("上传合同或附件：{contract}").format(contract=shown)
    return fill_in(request, form, Words(title, _address(shown), button=_("上传")))


def _saved(request: SignedInRequest, shown: Contract) -> HttpResponse:
    messages.success(request, _("已保存。"))
    return redirect("operators:contract", pk=shown.pk)


def _address(shown: Contract) -> str:
    return reverse("operators:contract", args=[shown.pk])
