from django.urls import path

from fangcun.base import views

app_name = "base"
urlpatterns = [
    path("", views.choose_look, name="choose_look"),
    path("parts/", views.parts, name="parts"),
]
