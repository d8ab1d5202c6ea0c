"""Own meals: order, change, cancel, weeks ahead."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
