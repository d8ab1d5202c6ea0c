"""Every address of the site; each room brings its own."""

from django.urls import include, path

from fangcun.core.places.views import public

urlpatterns = [
    path("", include("fangcun.doors.portal.urls")),
    path("", include("fangcun.doors.workspace.urls")),
    path("look/", include("fangcun.base.urls")),
    path("accounts/", include("fangcun.core.accounts.urls")),
    path("audit/", include("fangcun.core.audit.urls")),
    path("places/", include("fangcun.core.places.urls")),
    # printed on doors: short, and never another
    path("r/<slug:code>/", public.door, name="door"),
    path("catalog/", include("fangcun.core.catalog.urls")),
    path("operators/", include("fangcun.core.operators.urls")),
    path("people/", include("fangcun.core.people.urls")),
    path("consent/", include("fangcun.core.consent.urls")),
    path("entitlements/", include("fangcun.core.entitlements.urls")),
    path("notices/", include("fangcun.core.notices.urls")),
    path("pay/", include("fangcun.core.payments.urls")),
    path("ledger/", include("fangcun.ledger.urls")),
    path("canteen/", include("fangcun.services.canteen.urls")),
    path("my/", include("fangcun.services.canteen.urls.own")),
    path("desk/", include("fangcun.services.desk.urls")),
    path("planning/", include("fangcun.oversight.planning.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
