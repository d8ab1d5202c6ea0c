from django.urls import path

from fangcun.core.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.looks, name="looks"),
    path("accounts/", views.events, name="events"),
]
