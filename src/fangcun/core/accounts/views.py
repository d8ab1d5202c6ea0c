"""Pages: signing in and out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views as auth_views

from fangcun.core.accounts.forms import SignInForm


class SignIn(auth_views.LoginView):
    """Page: user name and password; in the demo the accounts are shown beside it."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_demo": settings.DEMO}
