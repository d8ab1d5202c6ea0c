"""Own meals: order, change, cancel, weeks ahead."""

from django.urls import path

from fangcun.services.canteen.views import own, own_standing

urlpatterns = [
    path("", own.week, name="week"),
    path("menus/<int:pk>/", own.order_meal, name="order_meal"),
    path("orders/<int:pk>/", own.order, name="order"),
    path("orders/<int:pk>/code.svg", own.qr, name="qr"),
    path("orders/<int:pk>/cancel/", own.cancel, name="cancel"),
    path("orders/<int:pk>/pay/", own.pay, name="pay"),
    path("kitchens/<int:kitchen>/standing/", own_standing.start, name="start_standing"),
    path("standing/<int:pk>/", own_standing.standing, name="standing"),
    path("standing/<int:pk>/pause/", own_standing.pause_standing, name="pause_standing"),
    path("standing/<int:pk>/end/", own_standing.end, name="end_standing"),
    path("pauses/<int:pk>/lift/", own_standing.lift, name="lift_pause"),
]
