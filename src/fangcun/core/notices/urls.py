from django.urls import path

from fangcun.core.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.to_tell, name="to_tell"),
    path("<int:pk>/drop/", views.drop, name="drop"),
    path("<int:pk>/told/<slug:told_by>/", views.told, name="told"),
]
