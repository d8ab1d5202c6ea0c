"""Pages: open an account with its first role, give a role, end one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.accounts import actions
from fangcun.core.accounts.access import account_or_404, assignment_or_404, roles_to_give
from fangcun.core.accounts.forms import OpenForm, RoleForm
from fangcun.core.accounts.states import Role
from fangcun.core.accounts.views.accounts import FIRST_PASSWORD


@staff_page(Right.MANAGE_STAFF)
def open_account(request: SignedInRequest) -> HttpResponse:
    """Page: an account for a new colleague; first which work, then who and where."""
    role = _chosen(request)
    if role is None:
        return render(request, "accounts/choose_role.html", {"roles": roles_to_give(request.user)})
    form = OpenForm(request.POST or None, staff=request.user, role=role)
    if form.is_valid():
        filled = form.cleaned_data
        try:
            opened = actions.open_staff_account(
                username=filled["username"],
                display_name=filled["display_name"],
                phone=filled["phone"],
                first_role=form.written(),
                by=request.user,
                now=timezone.now(),
            )
            request.session[FIRST_PASSWORD] = [opened.user.pk, opened.password]
            messages.success(request, _("账号已开通。"))
            return redirect("accounts:account", pk=opened.user.pk)
        except actions.NameTaken as refusal:
            form.add_error("username", str(refusal))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "accounts/open_account.html", {"form": form, "role": role})


@staff_page(Right.MANAGE_STAFF)
def give_role(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: give a colleague one more role."""
    account, role = account_or_404(request.user, pk), _chosen(request)
    if role is None:
        context = {"roles": roles_to_give(request.user), "account": account}
        return render(request, "accounts/choose_role.html", context)
    form = RoleForm(request.POST or None, staff=request.user, role=role)
    if form.is_valid():
        try:
            actions.appoint(
                account=account, written=form.written(), by=request.user, now=timezone.now()
            )
            messages.success(request, _("岗位已授予，立即生效。"))
            return redirect("accounts:account", pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "role": role, "account": account}
    return render(request, "accounts/give_role.html", context)


@staff_page(Right.MANAGE_STAFF)
def end_role(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: end a colleague's role this minute."""
    assignment, problem = assignment_or_404(request.user, pk), ""
    if request.method == "POST":
        try:
            actions.dismiss(assignment=assignment, by=request.user, now=timezone.now())
            messages.success(request, _("岗位已结束，此人立即看不到相关内容。"))
            return redirect("accounts:accounts")
        except Refusal as refusal:
            problem = str(refusal)
    context = {"assignment": assignment, "problem": problem}
    return render(request, "accounts/end_role.html", context)


def _chosen(request: SignedInRequest) -> Role | None:
    """The role that was chosen a page before; one that is not hers to give is not there."""
    wanted = request.GET.get("role", "")
    if not wanted:
        return None
    if wanted not in roles_to_give(request.user):
        raise Http404(_("没有这个岗位"))
    return Role(wanted)
