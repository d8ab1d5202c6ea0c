from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "fangcun.base"
    label = "base"
