"""Stopping and putting off mail by the links in it, without signing in."""

from django.urls import path

from . import views

app_name = "mail"
urlpatterns = [
    path("stop/<str:token>/", views.stop, name="stop"),
    path("pause/<str:token>/", views.pause, name="pause"),
]
