"""Entitled but never came: a list for those who may call, counts for the others."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.catalog.queries import smallest_shown
from fangcun.core.people.access import residents_of
from fangcun.core.people.queries import people_in
from fangcun.doors.workspace.forms import NeverCameForm
from fangcun.doors.workspace.queries.never_came import (
    never_came as never_came_among,
)
from fangcun.doors.workspace.queries.never_came import (
    never_came_by_community,
    services_due,
)

A_PAGE = 50


@staff_page(Right.READ_COUNTS)
def never_came(request: SignedInRequest) -> HttpResponse:
    """Page: to whom a service is due who never came; by benefit, by community."""
    on = timezone.localdate()
    form = NeverCameForm(request.GET, benefits=list(services_due(on)))
    benefit = form.wanted()
    may_read_persons = request.user.may(Right.READ_PERSONS)
    shown: dict[str, Any] = {"form": form, "benefit": benefit, "may_read_persons": may_read_persons}
    if benefit is not None:
        shown["smallest"] = smallest_shown()
        shown["communities"] = never_came_by_community(
            benefit=benefit, on=on, staff=request.user, smallest=shown["smallest"]
        )
        if may_read_persons:
            among = people_in(among=residents_of(request.user))
            people = never_came_among(benefit=benefit, on=on, among=among)
            shown["page"] = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "workspace/never_came.html", shown)
