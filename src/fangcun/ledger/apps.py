from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "fangcun.ledger"
    label = "ledger"
