"""Every address of the site; each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("fangcun.doors.workspace.urls")),
    path("look/", include("fangcun.base.urls")),
    path("accounts/", include("fangcun.core.accounts.urls")),
    path("audit/", include("fangcun.core.audit.urls")),
    path("places/", include("fangcun.core.places.urls")),
    path("catalog/", include("fangcun.core.catalog.urls")),
    path("planning/", include("fangcun.oversight.planning.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
