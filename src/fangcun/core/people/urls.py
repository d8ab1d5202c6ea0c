from django.urls import path

from fangcun.core.people.views import households, imports, merging, residents, sensitive

app_name = "people"
urlpatterns = [
    path("", residents.residents, name="residents"),
    path("new/", residents.register, name="register"),
    path("<int:pk>/correct/", residents.correct, name="correct"),
    path("<int:pk>/gone/", residents.gone, name="gone"),
    path("<int:pk>/id-number/", sensitive.id_number, name="id_number"),
    path("<int:pk>/household/", households.found, name="found_household"),
    path("<int:pk>/household/leave/", households.leave, name="leave_household"),
    path("households/<int:pk>/", households.household, name="household"),
    path("households/<int:pk>/join/", households.join, name="join_household"),
    path("households/<int:pk>/move/", households.move, name="move_household"),
    path("<int:pk>/merge/", merging.choose, name="choose_merge"),
    path("<int:pk>/merge/<int:other>/", merging.merge, name="merge"),
    path("merges/<int:pk>/undo/", merging.undo, name="unmerge"),
    path("imports/", imports.imports, name="imports"),
    path("imports/template.xlsx", imports.template_file, name="import_template"),
    path("imports/check/", imports.check, name="check_import"),
    path("imports/<int:pk>/", imports.one_import, name="import"),
    path("imports/<int:pk>/undo/", imports.undo, name="undo_import"),
]
