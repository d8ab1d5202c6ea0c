"""Signing in."""

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password, refused in words that say what to do."""

    error_messages = {  # noqa: RUF012  # the name and shape are Django's
        "invalid_login": _("用户名或密码不对，请再试一次。忘记密码请联系本区管理员。"),
        "inactive": _("这个账号已停用，请联系本区管理员。"),
    }
