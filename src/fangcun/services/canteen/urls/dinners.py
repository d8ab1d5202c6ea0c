"""Tables on New Year's Eve."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
