"""Pages on which something sensitive of one person is shown: each look is written down."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.audit.actions import note_look
from fangcun.core.consent.queries import allows
from fangcun.core.consent.states import Purpose
from fangcun.core.entitlements.access import panel_for
from fangcun.core.people.access import resident_or_404, resident_to_write_or_404
from fangcun.doors.portal.queries.export import as_json, own_data


@staff_page(Right.READ_PERSONS)
def health(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: circumstances with health, by right or consent; he can read who looked."""
    found = resident_or_404(request.user, pk)
    now = timezone.now()
    agreed = allows(resident=found, purpose=Purpose.HEALTH, on=timezone.localdate(now))
    shown = panel_for(request.user, found, now=now, has_health_consent=agreed)
    told = {"resident": found, "entitlements": shown, "title": _("情况和待遇")}
    return render(request, "workspace/health.html", told)


@staff_page(Right.SEE_SENSITIVE)
def own_data_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: everything that is kept of a resident, to print and hand to him."""
    found = resident_to_write_or_404(request.user, pk, Right.SEE_SENSITIVE)
    shown: dict[str, Any] = {"resident": found}
    if request.method == "POST":
        _note(request, found.pk)
        shown["sections"] = own_data(found)
    return render(request, "workspace/own_data.html", shown)


@staff_page(Right.SEE_SENSITIVE)
def own_data_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same as a file for other programs."""
    found = resident_to_write_or_404(request.user, pk, Right.SEE_SENSITIVE)
    _note(request, found.pk)
    told = as_json(own_data(found), now=timezone.now())
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="resident-{pk}.json"'
    return answer


def _note(request: SignedInRequest, subject_id: int) -> None:
    note_look(
        viewer=request.user,
        subject_id=subject_id,
        field="own_data",
        reason=_("本人要求查阅、复制个人信息"),
        now=timezone.now(),
    )
