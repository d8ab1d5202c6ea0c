"""Every address of the residents' door: what all may read, and what is one's own."""

from django.urls import include, path

from fangcun.doors.portal.urls import own, public

app_name = "portal"
urlpatterns = [*public.urlpatterns, path("my/", include(own.urlpatterns))]
