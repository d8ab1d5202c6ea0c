from django.apps import AppConfig


class OperatorsConfig(AppConfig):
    name = "fangcun.core.operators"
    label = "operators"
