"""Pages that say what the words mean."""

from django.urls import URLPattern

app_name = "frameworks"
urlpatterns: list[URLPattern] = []
