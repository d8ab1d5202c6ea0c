from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fangcun.core.accounts"
    label = "accounts"
