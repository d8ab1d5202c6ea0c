from django.urls import path

from fangcun.doors.workspace.views import (
    district_map,
    find,
    forget,
    home,
    never_came,
    passes,
    resident,
    rules,
    sensitive,
)

app_name = "workspace"
urlpatterns = [
    path("today/", home.home, name="home"),
    path("find/", find.find, name="find"),
    path("residents/<int:pk>/", resident.resident, name="resident"),
    path("residents/<int:pk>/parts/<slug:code>/", resident.resident_part, name="resident_part"),
    path("residents/<int:pk>/health/", sensitive.health, name="health"),
    path("residents/<int:pk>/own-data/", sensitive.own_data_page, name="own_data"),
    path("residents/<int:pk>/own-data.json", sensitive.own_data_file, name="own_data_file"),
    path("residents/<int:pk>/forget/", forget.forget, name="forget"),
    path("residents/<int:pk>/pass/", passes.desk_pass, name="desk_pass"),
    # in residents' QR codes: short, so that the picture is coarse
    path("c/<slug:token>/", passes.scanned, name="scanned"),
    path("never-came/", never_came.never_came, name="never_came"),
    path("rules/", rules.rules, name="rules"),
    path("map/", district_map.district_map, name="map"),
    path("map/boundary.geojson", district_map.boundary, name="boundary"),
    path("map/<slug:name>.geojson", district_map.layer, name="layer"),
]
