"""Where providers bring their notifications."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fangcun.core.payments import actions
from fangcun.core.payments.actions import UnknownProvider
from fangcun.core.payments.providers import WrongSignature


@csrf_exempt  # a provider is no browser: its signature says who it is
@require_POST
def notification(request: HttpRequest, provider: str) -> HttpResponse:
    """A provider says what came of a payment; only an answer of 200 ends its repeating."""
    try:
        came_to = actions.take_notification(
            provider=provider, body=request.body, headers=request.headers, now=timezone.now()
        )
    except UnknownProvider:
        return HttpResponse(status=404)
    except WrongSignature:
        return HttpResponse(status=400)
    return HttpResponse(came_to.value, content_type="text/plain")
