"""What lies under /my/: pages of whoever signed in by telephone, and the way in."""

from django.urls import path

from fangcun.doors.portal.views import (
    bookings,
    card,
    circles,
    codes,
    consents,
    data,
    notices,
    pages,
    signing_in,
)

urlpatterns = [
    path("", pages.home, name="home"),
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("code/", signing_in.code, name="code"),
    path("code/again/", signing_in.again, name="code_again"),
    path("who/", signing_in.who, name="who"),
    path("card/", card.card, name="card"),
    path("codes/", codes.codes, name="codes"),
    path("codes/renew/", codes.renew, name="renew_code"),
    path("things/", pages.things, name="things"),
    path("entitled/", data.entitled, name="entitled"),
    path("requests/", pages.requests, name="requests"),
    path("services/", pages.services, name="services"),
    path("bookings/", bookings.bookings, name="bookings"),
    path("bookings/<int:pk>/accept/", bookings.accept, name="accept"),
    path("bookings/<int:pk>/cancel/", bookings.cancel, name="cancel"),
    path("notices/", notices.notices, name="notices"),
    path("data/", data.data, name="data"),
    path("looks/", data.looks, name="looks"),
    path("own-data/", data.own_data_page, name="own_data"),
    path("own-data.json", data.own_data_file, name="own_data_file"),
    path("consents/", consents.consents, name="consents"),
    path("consents/<slug:purpose>/give/", consents.give_consent, name="give_consent"),
    path("consents/<int:pk>/withdraw/", consents.withdraw_consent, name="withdraw_consent"),
    path("forget/", consents.forget, name="forget"),
    path("circles/", circles.circles, name="circles"),
    path("circles/new/", circles.let_in, name="let_in"),
    path("circles/<int:pk>/revoke/", circles.revoke, name="revoke"),
    path("circles/<int:pk>/", circles.circle, name="circle"),
]
