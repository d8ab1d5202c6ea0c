from django.urls import path

from fangcun.oversight.planning.views import scenarios

app_name = "planning"
urlpatterns = [path("", scenarios.scenarios, name="scenarios")]
