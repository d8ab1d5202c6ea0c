from django.urls import path

from fangcun.core.operators.views import contracts, credentials, lines, operators, public

app_name = "operators"
urlpatterns = [
    path("", operators.operators, name="operators"),
    path("new/", operators.new_operator, name="new_operator"),
    path("expiring/", credentials.expiring, name="expiring"),
    path("running/", operators.running, name="running"),
    path("door/<slug:code>/", public.at_door, name="at_door"),
    path("<int:pk>/", operators.operator, name="operator"),
    path("<int:pk>/edit/", operators.edit_operator, name="edit_operator"),
    path("<int:pk>/contacts/new/", operators.new_contact, name="new_contact"),
    path("contacts/<int:pk>/drop/", operators.drop_contact, name="drop_contact"),
    path("<int:pk>/credentials/new/", credentials.new_credential, name="new_credential"),
    path("credentials/<int:pk>/edit/", credentials.edit_credential, name="edit_credential"),
    path("credentials/<int:pk>/retire/", credentials.retire_credential, name="retire_credential"),
    path("credentials/<int:pk>/scans/new/", credentials.new_scan, name="new_scan"),
    path("papers/<int:pk>/", credentials.paper, name="paper"),
    path("papers/<int:pk>/withdraw/", credentials.withdraw_paper, name="withdraw_paper"),
    path("facilities/<int:pk>/", operators.of_facility, name="of_facility"),
    path("facilities/<int:pk>/sign/", contracts.sign_contract, name="sign_contract"),
    path("contracts/<int:pk>/", contracts.contract, name="contract"),
    path("contracts/<int:pk>/edit/", contracts.edit_contract, name="edit_contract"),
    path("contracts/<int:pk>/end/", contracts.end_contract, name="end_contract"),
    path("contracts/<int:pk>/change/", contracts.change_operator, name="change_operator"),
    path("contracts/<int:pk>/annexes/new/", contracts.new_annex, name="new_annex"),
    path("contracts/<int:pk>/lines/new/", lines.new_line, name="new_line"),
    path("lines/<int:pk>/edit/", lines.edit_line, name="edit_line"),
    path("lines/<int:pk>/drop/", lines.drop_line, name="drop_line"),
]
