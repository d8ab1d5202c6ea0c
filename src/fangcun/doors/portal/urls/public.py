"""What everybody may read without signing in."""

from django.urls import path

from fangcun.doors.portal.views import facility, front, keeping, lobby, near, offer, service

urlpatterns = [
    path("", front.front, name="front"),
    path("near/", near.near_me, name="near"),
    path("near/keep/", near.keep_here, name="keep_here"),
    path("near/communities.geojson", near.areas, name="areas"),
    path("f/<int:pk>/", facility.facility, name="facility"),
    path("s/<slug:code>/", service.service, name="service"),
    path("o/<int:pk>/", offer.offer, name="offer"),
    path("o/<int:pk>/book/", offer.book, name="book"),
    # at the root, since a service worker keeps only what lies below its own address
    path("sw.js", keeping.service_worker, name="service_worker"),
    path("manifest.webmanifest", keeping.manifest, name="manifest"),
    path("offline/", keeping.offline, name="offline"),
    path("lobby/<int:pk>/", lobby.lobby, name="lobby"),
]
