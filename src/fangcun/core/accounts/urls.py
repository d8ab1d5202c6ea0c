from django.urls import path

from fangcun.core.accounts.views import accounts, own, roles, signing_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/code/", signing_in.second_factor, name="second_factor"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("resume/", signing_in.resume, name="resume"),
    path("mine/", own.mine, name="mine"),
    path("mine/password/", own.password, name="password"),
    path("mine/second-factor/", signing_in.enrol, name="enrol"),
    path("mine/recovery-codes/", signing_in.recovery_codes, name="recovery_codes"),
    path("", accounts.accounts, name="accounts"),
    path("new/", roles.open_account, name="open_account"),
    path("<int:pk>/", accounts.account, name="account"),
    path("<int:pk>/change/", accounts.change, name="change"),
    path("<int:pk>/close/", accounts.close, name="close"),
    path("<int:pk>/reopen/", accounts.reopen, name="reopen"),
    path("<int:pk>/password/", accounts.reset_password, name="reset_password"),
    path("<int:pk>/second-factor/", accounts.reset_second_factor, name="reset_second_factor"),
    path("<int:pk>/roles/", roles.give_role, name="give_role"),
    path("roles/<int:pk>/end/", roles.end_role, name="end_role"),
]
