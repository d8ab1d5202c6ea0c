"""Kitchens, dishes, menus, prices, diets; what everybody may read."""

from django.urls import path

from fangcun.services.canteen.views import kitchens

urlpatterns = [
    path("", kitchens.kitchens, name="kitchens"),
]
