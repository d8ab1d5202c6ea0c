from django.urls import path

from fangcun.oversight.planning.views import communities, comparisons, plans, runs, scenarios

app_name = "planning"
urlpatterns = [
    path("", scenarios.scenarios, name="scenarios"),
    path("scenarios/new/", scenarios.new_scenario, name="new_scenario"),
    path("scenarios/<int:pk>/", scenarios.scenario, name="scenario"),
    path("scenarios/<int:pk>/edit/", scenarios.edit_scenario, name="edit_scenario"),
    path("scenarios/<int:pk>/copy/", scenarios.copy_scenario, name="copy_scenario"),
    path("scenarios/<int:pk>/remove/", scenarios.remove_scenario, name="remove_scenario"),
    path("scenarios/<int:pk>/lock/", scenarios.lock, name="lock"),
    path("scenarios/<int:pk>/lift/", scenarios.lift, name="lift"),
    path("scenarios/<int:pk>/run/", runs.start_run, name="start_run"),
    path("scenarios/<int:pk>/money/", runs.frontier, name="frontier"),
    path("scenarios/<int:pk>/money/run/", runs.start_frontier, name="start_frontier"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("runs/<int:pk>/progress/", runs.run_progress, name="run_progress"),
    path("runs/<int:pk>/stop/", runs.stop_run, name="stop_run"),
    path("runs/<int:pk>/again/", runs.restart_run, name="restart_run"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/map.json", plans.plan_map, name="plan_map"),
    path("plans/<int:pk>/files/<str:name>", plans.plan_file, name="plan_file"),
    path("plans/<int:pk>/adopt/", plans.adopt, name="adopt"),
    path("plans/<int:pk>/communities/", communities.communities, name="communities"),
    path("plans/<int:pk>/communities.zip", communities.papers, name="papers"),
    path("plans/<int:pk>/communities/<str:code>/", communities.community, name="community"),
    path("plans/<int:pk>/communities/<str:code>.pdf", communities.paper, name="paper"),
    path(
        "plans/<int:pk>/communities/<str:code>/scheme/",
        communities.edit_scheme,
        name="edit_scheme",
    ),
    path("communities/<str:code>/", communities.latest_community, name="latest_community"),
    path("compare/", comparisons.compare, name="compare"),
]
