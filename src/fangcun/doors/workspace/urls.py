from django.urls import path

from fangcun.doors.workspace import views

app_name = "workspace"
urlpatterns = [
    path("", views.home, name="home"),
    path("map/boundary.geojson", views.boundary, name="boundary"),
    path("map/<slug:name>.geojson", views.layer, name="layer"),
]
