from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "fangcun.core.audit"
    label = "audit"
