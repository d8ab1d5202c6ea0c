from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "fangcun.core.consent"
    label = "consent"
