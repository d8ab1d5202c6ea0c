"""Pages: canteens and meal points, their meal times."""

from django.http import HttpResponse
from django.shortcuts import render

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.services.canteen.access.kitchens import kitchens_of


@staff_page(Right.ORDER_MEALS)
def kitchens(request: SignedInRequest) -> HttpResponse:
    """Page: the canteens and meal points of this person's work."""
    return render(
        request,
        "canteen/kitchens.html",
        {
            "kitchens": kitchens_of(request.user),
            "may_open": request.user.may(Right.RUN_CANTEEN),
        },
    )
