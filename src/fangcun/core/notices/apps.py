from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "fangcun.core.notices"
    label = "notices"
