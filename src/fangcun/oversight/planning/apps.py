from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "fangcun.oversight.planning"
    label = "planning"
