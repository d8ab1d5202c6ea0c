"""What people fill in to sign in, to open accounts and to give roles."""

from fangcun.core.accounts.forms.accounts import AccountFilterForm, AccountForm, WhyForm
from fangcun.core.accounts.forms.roles import OpenForm, RoleForm
from fangcun.core.accounts.forms.signing_in import CodeForm, PasswordForm, SignInForm

__all__ = [
    "AccountFilterForm",
    "AccountForm",
    "CodeForm",
    "OpenForm",
    "PasswordForm",
    "RoleForm",
    "SignInForm",
    "WhyForm",
]
