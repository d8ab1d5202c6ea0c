from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "fangcun.services.desk"
    label = "desk"

    def ready(self) -> None:
        from fangcun.services.desk.queries.at_home import bring_home

        bring_home()
