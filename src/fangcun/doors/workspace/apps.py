from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "fangcun.doors.workspace"
    label = "workspace"
