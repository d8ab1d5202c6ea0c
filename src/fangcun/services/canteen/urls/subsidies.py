"""Subsidies and settlement."""

from django.urls import path

from fangcun.services.canteen.views import recounts, settlement, subsidies

urlpatterns = [
    path("subsidies/", subsidies.packs, name="subsidies"),
    path("subsidies/<slug:code>/", subsidies.pack, name="subsidy"),
    path("subsidies/<slug:code>/<int:version>/", subsidies.pack, name="subsidy_version"),
    path("subsidies/<slug:code>/edit/", subsidies.edit_pack, name="edit_subsidy"),
    path("subsidies/<slug:code>/switch/", subsidies.switch_pack, name="switch_subsidy"),
    path("settlement/", settlement.month, name="settlement"),
    path("settlement/meals/", settlement.meals, name="settled_meals"),
    path("settlement/sheet.xlsx", settlement.sheet, name="settlement_sheet"),
    path("settlement/recount/", recounts.month, name="recount"),
    path("settlement/recount/accept/", recounts.accept, name="accept_recount"),
]
