from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "fangcun.core.payments"
    label = "payments"

    def ready(self) -> None:
        from fangcun.core.payments.queries.at_home import bring_home

        bring_home()
