"""Addresses of consent, care circles and requests to be forgotten."""

from django.urls import path

from fangcun.core.consent.views import circles, consents, forgetting, notices

app_name = "consent"

urlpatterns = [
    path("of/<int:pk>/", consents.resident, name="resident"),
    path("of/<int:pk>/give/<slug:purpose>/", consents.give, name="give"),
    path("of/<int:pk>/sheet/", consents.sheet, name="sheet"),
    path("of/<int:pk>/looks/", consents.looks, name="looks"),
    path("of/<int:pk>/circle/add/", circles.add_member, name="add_member"),
    path("of/<int:pk>/forget/", forgetting.ask, name="ask_to_be_forgotten"),
    path("consents/<int:pk>/withdraw/", consents.withdraw, name="withdraw"),
    path("circle/<int:pk>/", circles.edit_member, name="edit_member"),
    path("circle/<int:pk>/revoke/", circles.revoke_member, name="revoke_member"),
    path("forget/", forgetting.requests, name="forget_requests"),
    path("forget/<int:pk>/refuse/", forgetting.refuse, name="refuse_to_forget"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<slug:purpose>/", notices.edit_notice, name="edit_notice"),
    path("limits/<slug:code>/", notices.edit_limit, name="edit_limit"),
]
