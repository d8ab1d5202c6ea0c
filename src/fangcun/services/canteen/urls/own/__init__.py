"""What residents do for themselves, under the address of their own pages."""

from django.urls import include, path

from fangcun.services.canteen.urls.own import dinners, festivals, meals

app_name = "meals"
urlpatterns = [
    path("meals/", include(meals.urlpatterns)),
    path("festival/", include(festivals.urlpatterns)),
    path("dinners/", include(dinners.urlpatterns)),
]
