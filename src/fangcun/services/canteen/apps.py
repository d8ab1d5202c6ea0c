from django.apps import AppConfig


class CanteenConfig(AppConfig):
    name = "fangcun.services.canteen"
    label = "canteen"

    def ready(self) -> None:
        from fangcun.services.canteen.queries.at_home import bring_home

        bring_home()
