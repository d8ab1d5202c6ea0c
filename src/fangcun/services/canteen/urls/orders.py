"""Orders, standing meals, the counter."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
