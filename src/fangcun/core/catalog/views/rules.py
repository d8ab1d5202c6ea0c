"""Pages: functions with their modules, rules with their sources."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, planner_page, reader_page, signature
from fangcun.base.rights import Right
from fangcun.core.catalog import actions, queries
from fangcun.core.catalog.access import rule_or_404
from fangcun.core.catalog.forms import RuleForm
from fangcun.core.catalog.models import Rule
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.queries import Version, changes_since, history_of
from fangcun_planner.district import AGE_BANDS


@reader_page
def functions(request: SignedInRequest) -> HttpResponse:
    """Page: what a plan can place, in which sizes, for whom."""
    shown = list(queries.all_functions())
    return render(request, "catalog/functions.html", {"functions": shown, "bands": AGE_BANDS})


@reader_page
def rules(request: SignedInRequest) -> HttpResponse:
    """Page: every threshold with its source."""
    return render(
        request,
        "catalog/rules.html",
        {"rules": queries.all_rules(), "may_change": request.user.may(Right.CHANGE_PLANS)},
    )


@planner_page
def edit_rule(request: SignedInRequest, code: str) -> HttpResponse:
    """Page: correct a rule; what would change can be looked at first."""
    rule = rule_or_404(code)
    form = RuleForm(request.POST or None, rule=rule, initial=RuleForm.values_of(rule))
    newer: list[Version] = []
    effect: queries.Effect | None = None
    if form.is_valid():
        if "preview" in request.POST:
            effect = queries.effect_of(rule=rule, value=form.cleaned_data["value"])
            return _rule_page(request, rule, form, newer, effect)
        try:
            actions.change_rule(
                rule=rule,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("catalog:rules")
        except ChangedMeanwhile as refusal:
            rule = rule_or_404(code)
            newer = changes_since(rule, revision=form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=rule.revision)
    return _rule_page(request, rule, form, newer, effect)


def _rule_page(
    request: SignedInRequest,
    rule: Rule,
    form: RuleForm,
    newer: list[Version],
    effect: queries.Effect | None,
) -> HttpResponse:
    return render(
        request,
        "catalog/edit_rule.html",
        {
            "rule": rule,
            "form": form,
            "newer": newer,
            "effect": effect,
            "versions": history_of(rule),
        },
    )
