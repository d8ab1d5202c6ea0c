"""What everybody may read without signing in."""

from django.urls import path

from fangcun.doors.portal.views import front, keeping, lobby

urlpatterns = [
    path("", front.front, name="front"),
    # at the root, since a service worker keeps only what lies below its own address
    path("sw.js", keeping.service_worker, name="service_worker"),
    path("manifest.webmanifest", keeping.manifest, name="manifest"),
    path("offline/", keeping.offline, name="offline"),
    path("lobby/<int:pk>/", lobby.lobby, name="lobby"),
]
