"""Pages: one community, one plan 一社区一方案, and what people must still write in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, planner_page, reader_page, signature
from fangcun.base.rights import Right
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.queries import changes_since, history_of
from fangcun.oversight.planning import access, actions, prints
from fangcun.oversight.planning.forms import SchemeForm, scheme_label
from fangcun.oversight.planning.models import SCHEME_FIELDS
from fangcun.oversight.planning.queries import plans as queries
from fangcun.oversight.planning.queries import schemes


@reader_page
def communities(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: every community before and after, to search and to sort."""
    shown = access.plan_or_404(pk)
    asked = {
        "words": request.GET.get("q", "").strip(),
        "subdistrict": request.GET.get("subdistrict", ""),
        "order": request.GET.get("order", "before"),
    }
    only_without = request.GET.get("without") == "1"
    page = {
        "plan": shown,
        "rows": queries.community_rows(shown, only_without=only_without, **asked),
        "subdistricts": queries.subdistricts_of(shown),
        "only_without": only_without,
        **asked,
    }
    return render(request, "planning/communities.html", page)


@reader_page
def latest_community(request: SignedInRequest, code: str) -> HttpResponse:
    """Page: a community in the plan that counts now; without any plan, where one is made."""
    plan = queries.plan_in_force()
    if plan is None:
        messages.info(request, _("还没有方案。先建立一个情景并测算，就有各社区的方案了。"))
        return redirect("planning:scenarios")
    return redirect("planning:community", pk=plan.pk, code=code)


@reader_page
def community(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Page: what a community lacks, what is proposed and why, and where people go meanwhile."""
    plan = access.plan_or_404(pk)
    row = access.plan_community_or_404(plan, code)
    facts = queries.facts_of(plan)
    told = queries.community_facts(facts, code)
    scheme = schemes.scheme_of(plan.run.scenario, code)
    functions = {function.code: function for function in facts.functions}
    page = {
        "plan": plan,
        "row": row,
        "told": told,
        "needs": [(functions[need.function], need) for need in told.needs] if told else [],
        "spaces": queries.space_rows(plan, order="value", community=code),
        "names": {code: function.name for code, function in functions.items()},
        "scheme": [(scheme_label(n), getattr(scheme, n, "")) for n in SCHEME_FIELDS],
        "versions": history_of(scheme) if scheme else [],
        "may_change": request.user.may(Right.CHANGE_PLANS),
    }
    return render(request, "planning/community.html", page)


@planner_page
def edit_scheme(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Page: write the seven fields of a community's plan."""
    plan = access.plan_or_404(pk)
    row = access.plan_community_or_404(plan, code)
    scheme = schemes.scheme_of(plan.run.scenario, code)
    form = SchemeForm(request.POST or None, initial=schemes.as_written(scheme))
    page: dict[str, Any] = {"form": form, "plan": plan, "row": row}
    if form.is_valid():
        seen = form.cleaned_data["revision"]
        try:
            actions.fill_scheme(
                scenario=plan.run.scenario,
                community=code,
                revision=seen,
                words=form.words,
                by=signature(request.user),
                now=timezone.now(),
            )
            return redirect("planning:community", pk=pk, code=code)
        except ChangedMeanwhile as refusal:
            newest = schemes.scheme_of(plan.run.scenario, code)
            form.add_error(None, str(refusal))
            page |= {
                "changes": changes_since(newest, revision=seen),
                "written": [(scheme_label(n), getattr(newest, n, "")) for n in SCHEME_FIELDS],
                "newest": newest.revision if newest else 0,
            }
    return render(request, "planning/scheme_form.html", page)


@reader_page
def paper(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """The paper of one community, to print and to sign."""
    plan = access.plan_with_buildings_or_404(pk)
    row = access.plan_community_or_404(plan, code)
    answer = HttpResponse(prints.community_paper(plan, code), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{row.code}.pdf"'
    return answer


@reader_page
def papers(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    """The papers of all communities in one archive, sent while they are set."""
    plan = access.plan_with_buildings_or_404(pk)
    answer = StreamingHttpResponse(prints.all_papers(plan), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="communities-{pk}.zip"'
    return answer
