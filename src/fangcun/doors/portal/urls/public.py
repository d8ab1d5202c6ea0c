"""What everybody may read without signing in."""

from django.urls import path

from fangcun.doors.portal.views import front

urlpatterns = [
    path("", front.front, name="front"),
]
