"""Signing in."""

from typing import ClassVar

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    error_messages: ClassVar = {
        "invalid_login": _("用户名或密码不对，请再试一次。忘记密码请联系本区管理员。"),
        "inactive": _("这个账号已停用，请联系本区管理员。"),
    }
