from django.urls import path

from fangcun.oversight.planning import views

app_name = "planning"
urlpatterns = [path("", views.scenarios, name="scenarios")]
