"""Signing in, the second factor, a new password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fangcun.core.accounts.models import User

LONGEST_PASSWORD = 128


class SignInForm(forms.Form):
    """User name and password."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """Six digits of the telephone, or a recovery code."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class PasswordForm(forms.Form):
    """The password of now and, twice, the one to come."""

    old = forms.CharField(
        label=_("当前密码"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新密码"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再输一次新密码"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user
        self.fields["new"].help_text = " ".join(password_validators_help_texts())

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self._user)
        return new

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and self.cleaned_data["new"] != again:
            raise forms.ValidationError(gettext("两次输入的新密码不一样，请重新输入。"))
        return again
