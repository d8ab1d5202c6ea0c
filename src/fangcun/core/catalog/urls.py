from django.urls import path, re_path

from fangcun.core.catalog.views import imports, offered, projects, rules, services

app_name = "catalog"
urlpatterns = [
    path("", rules.functions, name="functions"),
    path("rules/", rules.rules, name="rules"),
    # a user's own codes and numbering may have slashes in them
    path("rules/<path:code>/edit/", rules.edit_rule, name="edit_rule"),
    path("services/", services.services, name="services"),
    path("services/new/", services.new_service, name="new_service"),
    path("services/<slug:code>/edit/", services.edit_service, name="edit_service"),
    path("facilities/", offered.facilities, name="facilities"),
    path("facilities/<path:ref>/", offered.facility, name="facility"),
    path("projects/", projects.projects, name="projects"),
    path("projects/<int:pk>/", projects.project, name="project"),
    path("projects/<int:pk>/move/", projects.move_project, name="move_project"),
    path("projects/<int:pk>/undo/", projects.undo_step, name="undo_step"),
    path("projects/<int:pk>/edit/", projects.edit_project, name="edit_project"),
    path("projects/<int:pk>/spendings/new/", projects.new_spending, name="new_spending"),
    path("spendings/<int:pk>/strike/", projects.strike_spending, name="strike_spending"),
    path("projects/<int:pk>/papers/new/", projects.new_paper, name="new_paper"),
    path("papers/<int:pk>/", projects.paper, name="paper"),
    path("papers/<int:pk>/withdraw/", projects.withdraw_paper, name="withdraw_paper"),
    path("import/", imports.import_page, name="import"),
    path("import/check/", imports.check_import, name="check_import"),
    path("import/problems.xlsx", imports.import_problems, name="import_problems"),
    path("import/template.xlsx", imports.template_file, name="template_file"),
    re_path(r"^export/district\.(?P<ending>xlsx|zip)$", imports.export_file, name="export_file"),
]
