from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "fangcun.doors.portal"
    label = "portal"

    def ready(self) -> None:
        from fangcun.doors.portal.queries.doors import bring_home

        bring_home()
