"""Page: a service, for everybody who thinks of asking for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.core.catalog.queries import services_offered
from fangcun.doors.portal.queries.service import service_shown
from fangcun.doors.portal.views.everybody import kept_a_minute


@kept_a_minute
def service(request: HttpRequest, code: str) -> HttpResponse:
    """Page: where and when there is a service, what it costs, who is entitled to it and how."""
    found = services_offered().filter(code=code).first()
    if found is None:
        raise Http404(_("没有这项服务"))
    shown = {"shown": service_shown(found, now=timezone.now())}
    return render(request, "portal/public/service.html", shown)
