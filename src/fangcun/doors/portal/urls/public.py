"""What everybody may read without signing in."""

from django.urls import path

from fangcun.doors.portal.views import front, lobby

urlpatterns = [
    path("", front.front, name="front"),
    path("lobby/<int:pk>/", lobby.lobby, name="lobby"),
]
