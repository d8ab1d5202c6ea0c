from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "fangcun.core.catalog"
    label = "catalog"
