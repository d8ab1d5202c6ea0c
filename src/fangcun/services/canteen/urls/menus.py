"""Kitchens, dishes, menus, prices, diets; what everybody may read."""

from django.urls import path

from fangcun.services.canteen.views import diets, dishes, kitchens, menus, prices, public

urlpatterns = [
    path("", kitchens.kitchens, name="kitchens"),
    path("kitchens/new/", kitchens.new_kitchen, name="new_kitchen"),
    path("kitchens/<int:pk>/", kitchens.kitchen, name="kitchen"),
    path("kitchens/<int:pk>/edit/", kitchens.edit_kitchen, name="edit_kitchen"),
    path("kitchens/<int:pk>/times/<slug:period>/", kitchens.edit_meal_time, name="edit_meal_time"),
    path("kitchens/<int:pk>/week/", menus.week, name="week"),
    path("kitchens/<int:pk>/week.xlsx", menus.week_file, name="week_file"),
    path("kitchens/<int:pk>/week/copy/", menus.copy, name="copy_week"),
    path("kitchens/<int:pk>/week/take-over/", menus.take_over, name="take_over_week"),
    path("kitchens/<int:pk>/week/publish/", menus.publish_whole_week, name="publish_week"),
    path("kitchens/<int:pk>/menus/<day:day>/<slug:period>/", menus.edit_menu, name="edit_menu"),
    path("menus/<int:pk>/publish/", menus.publish, name="publish_menu"),
    path("kitchens/<int:pk>/dishes/", dishes.dishes, name="dishes"),
    path("kitchens/<int:pk>/dishes/new/", dishes.new_dish, name="new_dish"),
    path("kitchens/<int:pk>/set-meals/new/", dishes.new_set_meal, name="new_set_meal"),
    path("dishes/<int:pk>/", dishes.edit_dish, name="edit_dish"),
    path("dishes/<int:pk>/photo/", dishes.photo, name="photo"),
    path("ingredients/", dishes.ingredients_page, name="ingredients"),
    path("ingredients/<int:pk>/", dishes.edit_ingredient, name="edit_ingredient"),
    path("prices/", prices.prices, name="prices"),
    path("prices/new/", prices.new_price, name="new_price"),
    path("prices/<slug:code>/", prices.edit_price, name="edit_price"),
    path("residents/<int:pk>/diet/", diets.diet, name="diet"),
    path("menu/", public.menus, name="menus"),
    path("menu/<int:pk>/", public.menu, name="menu"),
    path("menu/<int:pk>/week.pdf", public.week_paper, name="week_paper"),
]
