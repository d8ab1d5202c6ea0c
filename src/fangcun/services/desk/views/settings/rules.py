"""Pages: routing rules in order, tried before they count."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.queries import Version, changes_since, history_of
from fangcun.services.desk import actions
from fangcun.services.desk.access import communities_of, requests_to_try, rule_or_404
from fangcun.services.desk.forms.settings import EditRuleForm, RuleForm, TrialForm
from fangcun.services.desk.models import RoutingRule
from fangcun.services.desk.queries import (
    Moved,
    Trial,
    last_requests,
    moved_by,
    named_rules,
    rules_by_community,
    try_out,
)
from fangcun.services.desk.rules.routing import Mismatch, Rule

WHY_NOT: dict[Mismatch, Promise] = {
    Mismatch.COMMUNITY: gettext_lazy("不是这个社区的规则"),
    Mismatch.CATEGORY: gettext_lazy("类别不符"),
    Mismatch.URGENCY: gettext_lazy("紧急程度不符"),
    Mismatch.DAY: gettext_lazy("日子不符"),
    Mismatch.TIME: gettext_lazy("时间不符"),
    Mismatch.DOER: gettext_lazy("机构没有有效合同，或这位同事已不在岗"),
}


class Step(NamedTuple):
    """One rule that was asked: as people read it, and what kept it from fitting."""

    number: int
    rule: RoutingRule
    why_not: Promise | None


class Shown(NamedTuple):
    """One of the last requests, with the rules that decide before and after."""

    moved: Moved
    before: RoutingRule | None
    after: RoutingRule | None


@staff_page(Right.EDIT_RULES)
def rules(request: SignedInRequest) -> HttpResponse:
    """Page: the rules in the order in which they are asked, and a need to try them with."""
    now = timezone.localtime()
    asked = request.GET if "at" in request.GET else None
    form = TrialForm(asked, communities=communities_of(request.user), initial={"at": now})
    steps: list[Step] | None = None
    trial: Trial | None = None
    if form.is_valid():
        trial = try_out(need=form.need(), now=now)
        steps = _steps(trial)
    return render(
        request,
        "desk/settings_rules.html",
        {
            "groups": rules_by_community(communities_of(request.user)),
            "is_for_all": _is_for_all(request),
            "form": form,
            "trial": trial,
            "steps": steps,
        },
    )


@staff_page(Right.EDIT_RULES)
def new_rule(request: SignedInRequest) -> HttpResponse:
    """Page: one more rule, with what it would have done before it counts."""
    form = RuleForm(request.POST or None, **_choices(request))
    effect: list[Shown] | None = None
    if form.is_valid():
        if "preview" in request.POST:
            effect = _effect(request, RoutingRule(position=2**15 - 1, **_typed(form)))
        else:
            actions.add_rule(written=form.written(), by=signature(request.user), now=timezone.now())
            messages.success(request, _("已保存。"))
            return redirect("desk:settings_rules")
    return render(request, "desk/settings_new_rule.html", {"form": form, "effect": effect})


@staff_page(Right.EDIT_RULES)
def edit_rule(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct a rule, with what would be different."""
    rule = rule_or_404(staff=request.user, pk=pk)
    form = EditRuleForm(request.POST or None, rule=rule, **_choices(request))
    newer: list[Version] = []
    effect: list[Shown] | None = None
    if form.is_valid() and "preview" in request.POST:
        changed = RoutingRule(pk=rule.pk, position=rule.position, **_typed(form))
        effect = _effect(request, changed)
    elif form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            actions.change_rule(
                rule=rule,
                revision=revision,
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("desk:settings_rules")
        except actions.ChangedMeanwhile as refusal:
            rule = rule_or_404(staff=request.user, pk=pk)
            newer = changes_since(rule, revision=revision)
            form.add_error(None, str(refusal))
            form.read_again(revision=rule.revision)
    page = {"rule": rule, "form": form, "newer": newer, "effect": effect}
    return render(request, "desk/settings_rule.html", {**page, "versions": history_of(rule)})


@require_POST
@staff_page(Right.EDIT_RULES)
def move_rule(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask a rule one place earlier or later; the order that was read comes along."""
    rule = rule_or_404(staff=request.user, pk=pk)
    order = [int(key) for key in request.POST.getlist("order") if key.isdecimal()]
    try:
        actions.order_rules(
            community=rule.community,
            order=_moved(order, pk, is_up="up" in request.POST),
            by=signature(request.user),
            now=timezone.now(),
        )
    except actions.OrderChanged as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:settings_rules")


def _moved(order: list[int], pk: int, *, is_up: bool) -> list[int]:
    if pk not in order:
        return order
    place = order.index(pk)
    other = max(place - 1, 0) if is_up else min(place + 1, len(order) - 1)
    order[place], order[other] = order[other], order[place]
    return order


def _choices(request: SignedInRequest) -> dict[str, Any]:
    return {
        "communities": communities_of(request.user),
        "is_for_all": _is_for_all(request),
        "now": timezone.now(),
    }


def _is_for_all(request: SignedInRequest) -> bool:
    """Whether this person may write rules for the whole district."""
    return request.user.may(Right.EDIT_RULES, RoutingRule(community=None))


def _typed(form: RuleForm) -> dict[str, Any]:
    written = form.written()
    return {name: getattr(written, name) for name in written.__dataclass_fields__}


def _effect(request: SignedInRequest, changed: RoutingRule) -> list[Shown]:
    last = last_requests(requests_to_try(request.user, changed.community))
    moved = moved_by(changed=changed, requests=last, now=timezone.now())
    named = named_rules({rule.id for one in moved for rule in one[1:] if rule and rule.id})
    after = {**named, changed.pk: changed}
    return [Shown(one, _named(one.before, named), _named(one.after, after)) for one in moved]


def _named(rule: Rule | None, named: dict[int, RoutingRule]) -> RoutingRule | None:
    return None if rule is None else named[rule.id]


def _steps(trial: Trial) -> list[Step]:
    named = named_rules({one.rule.id for one in trial.judged})
    return [
        Step(
            one.rule.number,
            named[one.rule.id],
            WHY_NOT[one.mismatch] if one.mismatch else None,
        )
        for one in trial.judged
    ]
