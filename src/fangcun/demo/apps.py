from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "fangcun.demo"
    label = "demo"
