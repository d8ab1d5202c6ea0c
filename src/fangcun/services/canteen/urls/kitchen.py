"""Kitchen sheets, labels, pickup board, rounds, calls, food safety."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
