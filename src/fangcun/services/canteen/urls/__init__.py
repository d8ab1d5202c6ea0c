"""Every address of the room; each noun brings its own."""

from fangcun.services.canteen.urls import (
    dinners,
    festivals,
    kitchen,
    menus,
    orders,
    subsidies,
)

app_name = "canteen"
urlpatterns = [
    *menus.urlpatterns,
    *orders.urlpatterns,
    *festivals.urlpatterns,
    *dinners.urlpatterns,
    *kitchen.urlpatterns,
    *subsidies.urlpatterns,
]
