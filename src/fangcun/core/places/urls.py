from django.urls import path

from fangcun.core.places import views

app_name = "places"
urlpatterns = [path("", views.communities, name="communities")]
