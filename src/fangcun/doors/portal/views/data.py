"""Pages: what is kept of me, who looked at it, and to take it away."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.core.consent.queries import looks_at_resident
from fangcun.core.entitlements.queries import panel
from fangcun.core.people.http import AtHomeRequest, resident_page
from fangcun.doors.portal.queries.export import as_json, own_data
from fangcun.doors.portal.queries.readers import readers_of


@resident_page
def data(request: AtHomeRequest) -> HttpResponse:
    """Page: what is kept of me, who may see it, and how to take it away."""
    today = timezone.localdate()
    shown = {
        "resident": request.resident,
        "phones": request.resident.phones.order_by("-is_main", "pk"),
        "circumstances": panel(request.resident, on=today, sees_health=True).circumstances,
        "readers": readers_of(request.resident, on=today),
    }
    return render(request, "portal/data.html", shown)


@resident_page
def entitled(request: AtHomeRequest) -> HttpResponse:
    """Page: what is due to me and why, which paper is missing, what is not and why not."""
    today = timezone.localdate()
    shown = {"entitlements": panel(request.resident, on=today, sees_health=True)}
    return render(request, "portal/entitled.html", shown)


@resident_page
def looks(request: AtHomeRequest) -> HttpResponse:
    """Page: who looked at my data, when, and why."""
    return render(request, "portal/looks.html", {"looks": looks_at_resident(request.resident)})


@resident_page
def own_data_page(request: AtHomeRequest) -> HttpResponse:
    """Page: everything that is kept of me, to read and to print."""
    shown = {"resident": request.resident, "sections": own_data(request.resident)}
    return render(request, "portal/own_data.html", shown)


@resident_page
def own_data_file(request: AtHomeRequest) -> HttpResponse:
    """The same as a file for other programs."""
    told = as_json(own_data(request.resident), now=timezone.now())
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer
