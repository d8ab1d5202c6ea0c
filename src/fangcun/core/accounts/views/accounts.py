"""Pages: the accounts of colleagues, for those who answer for them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.accounts import actions, queries
from fangcun.core.accounts.access import account_or_404, accounts_for, may_give, may_manage
from fangcun.core.accounts.forms import AccountFilterForm, AccountForm, WhyForm
from fangcun.core.accounts.models import RoleAssignment, User
from fangcun.core.accounts.states import Role
from fangcun.core.audit.queries import events_of
from fangcun.core.places.actions.revised import ChangedMeanwhile

PAGE_ROWS, EVENTS_SHOWN = 50, 30
FIRST_PASSWORD = "first_password"  # noqa: S105  # the name of a place in the session


@staff_page(Right.MANAGE_STAFF)
def accounts(request: SignedInRequest) -> HttpResponse:
    """Page: who has an account, and for what."""
    form = AccountFilterForm(request.GET)
    found = queries.accounts_matching(accounts_for(request.user), form.wanted(), now=timezone.now())
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "accounts/accounts.html", {"form": form, "page": page})


@never_cache
@staff_page(Right.MANAGE_STAFF)
def account(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one colleague's account, roles, and what happened to it."""
    shown, staff, now = account_or_404(request.user, pk), _user(request), timezone.now()
    first_password = request.session.pop(FIRST_PASSWORD, None)
    return render(
        request,
        "accounts/account.html",
        {
            "account": shown,
            "roles": [(role, _is_hers_to_end(staff, role)) for role in _held(shown)],
            "former": queries.former_roles_of(shown, now=now),
            "events": events_of(shown.pk)[:EVENTS_SHOWN],
            "locked_until": queries.locked_until(shown, now=now),
            "may_manage": may_manage(staff, shown),
            "is_own": shown.pk == staff.pk,
            "first_password": first_password[1]
            if first_password and first_password[0] == shown.pk
            else None,
        },
    )


@staff_page(Right.MANAGE_STAFF)
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct a colleague's name or telephone."""
    shown = account_or_404(request.user, pk)
    form = AccountForm(request.POST or None, initial=AccountForm.values_of(shown))
    newer: list[Any] = []
    if form.is_valid():
        try:
            actions.change_account(
                account=shown, **form.cleaned_data, by=request.user, now=timezone.now()
            )
            messages.success(request, _("已保存。"))
            return redirect("accounts:account", pk=pk)
        except ChangedMeanwhile as refusal:
            shown = account_or_404(request.user, pk)
            newer = list(events_of(pk)[:1])
            form.add_error(None, str(refusal))
            form.read_again(revision=shown.revision)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"account": shown, "form": form, "newer": newer}
    return render(request, "accounts/change.html", context)


@staff_page(Right.MANAGE_STAFF)
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: close the account of somebody who has left."""
    shown = account_or_404(request.user, pk)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            actions.close_account(
                account=shown, **form.cleaned_data, by=request.user, now=timezone.now()
            )
            messages.success(request, _("账号已停用，此人的登录已全部退出。"))
            return redirect("accounts:account", pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "accounts/close.html", {"account": shown, "form": form})


@staff_page(Right.MANAGE_STAFF)
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: open a closed account again."""
    return _confirmed(
        request,
        pk,
        act=lambda shown: actions.reopen_account(
            account=shown, by=request.user, now=timezone.now()
        ),
        words=Words(
            title=_("恢复账号"),
            about=_("此人可以重新登录；没有结束的岗位继续有效。"),
            done=_("账号已恢复。"),
        ),
    )


@staff_page(Right.MANAGE_STAFF)
def reset_password(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: give a new first password to somebody who forgot his."""

    def act(shown: User) -> None:
        password = actions.reset_password(account=shown, by=request.user, now=timezone.now())
        request.session[FIRST_PASSWORD] = [shown.pk, password]

    return _confirmed(
        request,
        pk,
        act=act,
        words=Words(
            title=_("重设密码"),
            about=_("会生成一个新的初始密码，只显示一次；此人下次登录时须自己修改。锁定同时解除。"),
            done=_("密码已重设。"),
        ),
    )


@staff_page(Right.MANAGE_STAFF)
def reset_second_factor(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: clear the second factor of somebody whose telephone is lost or new."""
    return _confirmed(
        request,
        pk,
        act=lambda shown: actions.reset_second_factor(
            account=shown, by=request.user, now=timezone.now()
        ),
        words=Words(
            title=_("清除动态验证码"),
            about=_("请先核实本人身份。清除后，此人下次登录时须在手机上重新设置。"),
            done=_("动态验证码已清除。"),
        ),
    )


class Words:
    """What a page that asks once more says."""

    def __init__(self, *, title: str, about: str, done: str) -> None:
        self.title, self.about, self.done = title, about, done


def _confirmed(
    request: SignedInRequest, pk: int, *, act: Callable[[User], object], words: Words
) -> HttpResponse:
    """Ask once more, then act."""
    shown, problem = account_or_404(request.user, pk), ""
    if request.method == "POST":
        try:
            act(shown)
            messages.success(request, words.done)
            return redirect("accounts:account", pk=pk)
        except Refusal as refusal:
            problem = str(refusal)
    context = {"account": shown, "words": words, "problem": problem}
    return render(request, "accounts/confirm.html", context)


def _held(shown: User) -> list[RoleAssignment]:
    return queries.roles_of(shown, now=timezone.now())


def _is_hers_to_end(staff: User, role: RoleAssignment) -> bool:
    return role.user_id != staff.pk and may_give(staff, Role(role.role), row=role)


def _user(request: SignedInRequest) -> User:
    user: Any = request.user
    return user  # type: ignore[no-any-return]
