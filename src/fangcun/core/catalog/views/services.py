"""Pages: the services that residents can receive."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.catalog import actions, queries
from fangcun.core.catalog.access import service_or_404
from fangcun.core.catalog.forms.services import NewServiceForm, ServiceForm
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.queries import Version, changes_since, history_of


@staff_page(Right.READ_FACILITIES)
def services(request: SignedInRequest) -> HttpResponse:
    """Page: everything that can be promised and delivered, with its price."""
    return render(
        request,
        "catalog/services.html",
        {"services": queries.all_services(), "may_edit": request.user.may(Right.EDIT_RULES)},
    )


@staff_page(Right.EDIT_RULES)
def new_service(request: SignedInRequest) -> HttpResponse:
    """Page: offer something that was not on the list."""
    form = NewServiceForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_service(
                code=form.cleaned_data["code"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("catalog:services")
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    return render(request, "catalog/edit_service.html", {"form": form})


@staff_page(Right.EDIT_RULES)
def edit_service(request: SignedInRequest, code: str) -> HttpResponse:
    """Page: correct a service, its price or its source."""
    service = service_or_404(code)
    form = ServiceForm(request.POST or None, initial=ServiceForm.values_of(service))
    newer: list[Version] = []
    if form.is_valid():
        try:
            actions.change_service(
                service=service,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("catalog:services")
        except ChangedMeanwhile as refusal:
            service = service_or_404(code)
            newer = changes_since(service, revision=form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=service.revision)
    return render(
        request,
        "catalog/edit_service.html",
        {"service": service, "form": form, "newer": newer, "versions": history_of(service)},
    )
