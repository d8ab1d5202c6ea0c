"""Addresses of circumstances, benefits and packs."""

from django.urls import path

from fangcun.core.entitlements.views import lists, packs, residents

app_name = "entitlements"

urlpatterns = [
    path("", lists.due, name="due"),
    path("expiring/", lists.expiring, name="expiring"),
    path("packs/", packs.packs, name="packs"),
    path("packs/<slug:code>/", packs.pack, name="pack"),
    path("packs/<slug:code>/<int:version>/", packs.pack, name="pack_version"),
    path("packs/<slug:code>/edit/", packs.edit_pack, name="edit_pack"),
    path("packs/<slug:code>/switch/", packs.switch_pack, name="switch_pack"),
    path("of/<int:pk>/", residents.resident, name="resident"),
    path("of/<int:pk>/add/", residents.add_circumstance, name="add_circumstance"),
    path("of/<int:pk>/enrol/<slug:pack>/<slug:rule>/", residents.enrol, name="enrol"),
    path("circumstances/<int:pk>/", residents.edit_circumstance, name="edit_circumstance"),
    path("circumstances/<int:pk>/end/", residents.end_circumstance, name="end_circumstance"),
    path("circumstances/<int:pk>/number/", residents.certificate_number, name="number"),
    path("enrolments/<int:pk>/end/", residents.end_enrolment, name="end_enrolment"),
]
