"""What residents do for themselves, under the address of their own pages."""

from fangcun.services.canteen.urls.own import dinners, festivals, meals

app_name = "meals"
urlpatterns = [*meals.urlpatterns, *festivals.urlpatterns, *dinners.urlpatterns]
