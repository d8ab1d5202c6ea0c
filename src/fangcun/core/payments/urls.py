"""Addresses of payments: the payer's page, tills, cards and tabs, and where providers are heard."""

from django.urls import path

from fangcun.core.payments.views import accounts, heard, paying, tills, trial

app_name = "payments"

urlpatterns = [
    path("", tills.payments, name="payments"),
    path("mine/", paying.mine, name="mine"),
    path("<int:pk>/", paying.payment, name="payment"),
    path("<int:pk>/again/", paying.ask_again, name="ask_again"),
    path("<int:pk>/receipt/", paying.receipt, name="receipt"),
    path("<int:pk>/refund/", tills.refund, name="refund"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/open/", accounts.open_account, name="open_account"),
    path("accounts/of/<int:pk>/", accounts.accounts_of, name="accounts_of"),
    path("accounts/of/<int:pk>/open/", accounts.open_for, name="open_for"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/fill/", accounts.fill, name="fill"),
    path("accounts/<int:pk>/limit/", accounts.limit, name="limit"),
    path("accounts/<int:pk>/pay-out/", accounts.pay_out, name="pay_out"),
    path("heard/<slug:provider>/", heard.notification, name="notification"),
    path("trial/<uuid:token>/", trial.order, name="trial"),
]
