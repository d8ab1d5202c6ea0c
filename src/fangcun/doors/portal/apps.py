from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "fangcun.doors.portal"
    label = "portal"
