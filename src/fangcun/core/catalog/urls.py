from django.urls import path, re_path

from fangcun.core.catalog.views import imports, offered, rules

app_name = "catalog"
urlpatterns = [
    path("", rules.functions, name="functions"),
    path("rules/", rules.rules, name="rules"),
    # a user's own codes and numbering may have slashes in them
    path("rules/<path:code>/edit/", rules.edit_rule, name="edit_rule"),
    path("facilities/", offered.facilities, name="facilities"),
    path("facilities/<path:ref>/", offered.facility, name="facility"),
    path("projects/", offered.projects, name="projects"),
    path("projects/<int:pk>/", offered.project, name="project"),
    path("projects/<int:pk>/move/", offered.move_project, name="move_project"),
    path("import/", imports.import_page, name="import"),
    path("import/check/", imports.check_import, name="check_import"),
    path("import/problems.xlsx", imports.import_problems, name="import_problems"),
    path("import/template.xlsx", imports.template_file, name="template_file"),
    re_path(r"^export/district\.(?P<ending>xlsx|zip)$", imports.export_file, name="export_file"),
]
