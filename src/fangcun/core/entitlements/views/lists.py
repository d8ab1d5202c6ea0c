"""Pages: who is due a benefit and not on its list; whose papers run out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.entitlements import access, queries
from fangcun.core.entitlements.forms import DueForm, ExpiringForm
from fangcun.core.entitlements.models import BenefitRule
from fangcun.core.places.views.lists import page_of

LISTS = {
    "not_enrolled": queries.not_enrolled,
    "enrolled": queries.enrolled,
    "entitled": queries.entitled,
}


@staff_page(Right.READ_PERSONS)
def due(request: SignedInRequest) -> HttpResponse:
    """Page: to whom a benefit is due, and who is not on its list yet."""
    today = timezone.localdate()
    rules = list(queries.rules_in_force(today))
    form = DueForm(request.GET, rules=rules)
    benefit, shown = _asked(form, rules)
    page = None
    if benefit is not None:
        among = access.people_to_name(request.user).select_related("community", "address")
        found = LISTS[shown](benefit=benefit, on=today, among=among)
        page = page_of(request, found.order_by("community__name", "name", "pk"))
    told = {"form": form, "benefit": benefit, "page": page, "shown": shown}
    if benefit is not None:
        told["gift"] = queries.gift_in_words(benefit)
    return render(request, "entitlements/due.html", told)


@staff_page(Right.READ_PERSONS)
def expiring(request: SignedInRequest) -> HttpResponse:
    """Page: papers that have just run out, or soon will."""
    form = ExpiringForm(request.GET)
    today = timezone.localdate()
    rows = queries.expiring(
        among=access.people_to_name(request.user),
        with_health=access.people_with_health(request.user),
        on=today,
        days=form.days_wanted(),
    )
    told = {"form": form, "page": page_of(request, rows), "today": today}
    return render(request, "entitlements/expiring.html", told)


def _asked(form: DueForm, rules: list[BenefitRule]) -> tuple[BenefitRule | None, str]:
    """What is asked for; where it makes no sense, the first benefit and those not on its list."""
    asked = form.cleaned_data if form.is_valid() else {}
    by_key = {rule.key: rule for rule in rules}
    benefit = by_key.get(asked.get("benefit", "")) or (rules[0] if rules else None)
    return benefit, asked.get("shown") or "not_enrolled"
