"""Festival sales: set up, ordered at the desk, fetched."""

from django.urls import path

from fangcun.services.canteen.views import packs, sales

urlpatterns = [
    path("kitchens/<int:pk>/sales/", sales.sales, name="sales"),
    path("kitchens/<int:pk>/sales/new/", sales.new_sale, name="new_sale"),
    path("sales/<int:pk>/", sales.sale, name="sale"),
    path("sales/<int:pk>/edit/", sales.edit_sale, name="edit_sale"),
    path("sales/<int:pk>/packs/new/", sales.new_pack, name="new_pack"),
    path("sales/<int:pk>/stop/", sales.stop, name="stop_sale"),
    path("sales/<int:pk>/reopen/", sales.reopen, name="reopen_sale"),
    path("sales/<int:pk>/close/", sales.close, name="close_sale"),
    path("sales/<int:pk>/order/", packs.order, name="order_packs"),
    path("sales/<int:pk>/pickup/", packs.pickup, name="pickup"),
    path("sales/<int:pk>/pickup.pdf", packs.pickup_list, name="pickup_list"),
    path("sale-packs/<int:pk>/stock/", sales.stock, name="stock"),
    path("sale-packs/<int:pk>/stop/", sales.stop_pack, name="stop_pack"),
    path("sale-packs/<int:pk>/reopen/", sales.reopen_pack, name="reopen_pack"),
    path("slots/<int:pk>/", sales.edit_slot, name="edit_slot"),
    path("packs/<int:pk>/", packs.packs, name="packs"),
    path("packs/<int:pk>/move/", packs.move, name="move_packs"),
    path("packs/<int:pk>/cancel/", packs.cancel, name="cancel_packs"),
    path("packs/<int:pk>/pay/", packs.pay, name="pay_packs"),
    path("packs/<int:pk>/hand-over/", packs.hand_over, name="hand_over_packs"),
    path("packs/at/<str:token>/", packs.scanned, name="packs_scanned"),
]
