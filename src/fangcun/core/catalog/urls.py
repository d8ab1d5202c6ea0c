from django.urls import path

from fangcun.core.catalog import views

app_name = "catalog"
urlpatterns = [path("", views.functions, name="functions")]
