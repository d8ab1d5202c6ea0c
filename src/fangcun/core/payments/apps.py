from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "fangcun.core.payments"
    label = "payments"
