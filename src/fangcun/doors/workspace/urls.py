from django.urls import path

from fangcun.doors.workspace.views import district_map, find, home, rules

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("find/", find.find, name="find"),
    path("rules/", rules.rules, name="rules"),
    path("map/", district_map.district_map, name="map"),
    path("map/boundary.geojson", district_map.boundary, name="boundary"),
    path("map/<slug:name>.geojson", district_map.layer, name="layer"),
]
