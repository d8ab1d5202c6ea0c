"""Orders, standing meals, the counter."""

from django.urls import path

from fangcun.services.canteen.views import orders, phone, standing, till

urlpatterns = [
    path("kitchens/<int:pk>/till/", till.till, name="till"),
    path("kitchens/<int:pk>/till/sell/", till.sell, name="sell"),
    path("kitchens/<int:pk>/till/serve/", till.serve, name="serve"),
    path("kitchens/<int:pk>/orders/", orders.orders, name="orders"),
    path(
        "kitchens/<int:pk>/orders/<slug:day>/<slug:period>/close/",
        orders.close,
        name="close_meal",
    ),
    path("orders/<int:pk>/", orders.order, name="order"),
    path("orders/<int:pk>/cancel/", orders.cancel, name="cancel_order"),
    path("orders/<int:pk>/undo/", till.undo, name="undo_serving"),
    path("residents/<int:pk>/meals/", phone.resident_meals, name="resident_meals"),
    path("residents/<int:pk>/standing/<int:kitchen>/", standing.start, name="start_standing"),
    path("standing/<int:pk>/", standing.standing, name="standing"),
    path("standing/<int:pk>/pause/", standing.pause_standing, name="pause_standing"),
    path("standing/<int:pk>/end/", standing.end, name="end_standing"),
    path("pauses/<int:pk>/lift/", standing.lift, name="lift_pause"),
]
