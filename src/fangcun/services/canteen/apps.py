from django.apps import AppConfig


class CanteenConfig(AppConfig):
    name = "fangcun.services.canteen"
    label = "canteen"
