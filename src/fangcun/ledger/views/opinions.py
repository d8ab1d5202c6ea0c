"""Pages: what residents said is read by those who served them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.ledger import access, actions


@require_POST
@staff_page(Right.RECORD_SERVICES)
def read_plain_opinions(request: SignedInRequest) -> HttpResponse:
    """The doer has seen all those that say no more than "solved"."""
    among = access.opinions_to_read(request.user)
    me: Any = request.user
    count = actions.mark_plain_read(among=among, by=me, now=timezone.now())
    told = ngettext("已将{count}条标为已读。", "已将{count}条标为已读。", count)
    messages.success(request, told.format(count=count))
    return redirect("ledger:board")
