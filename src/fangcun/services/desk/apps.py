from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "fangcun.services.desk"
    label = "desk"
