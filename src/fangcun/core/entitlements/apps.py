from django.apps import AppConfig


class EntitlementsConfig(AppConfig):
    name = "fangcun.core.entitlements"
    label = "entitlements"
