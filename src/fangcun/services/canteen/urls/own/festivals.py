"""Own gift packs: order, change the slot, cancel, pay, the code."""

from django.urls import path

from fangcun.services.canteen.views import own_packs

urlpatterns = [
    path("", own_packs.festival, name="festival"),
    path("sales/<int:pk>/", own_packs.order, name="order_packs"),
    path("orders/<int:pk>/", own_packs.packs, name="packs"),
    path("orders/<int:pk>/code.svg", own_packs.qr, name="packs_qr"),
    path("orders/<int:pk>/move/", own_packs.move, name="move_packs"),
    path("orders/<int:pk>/cancel/", own_packs.cancel, name="cancel_packs"),
    path("orders/<int:pk>/pay/", own_packs.pay, name="pay_packs"),
]
