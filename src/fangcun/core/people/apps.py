from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "fangcun.core.people"
    label = "people"
