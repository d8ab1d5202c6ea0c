from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "fangcun.core.places"
    label = "places"
