"""What was shared with one, to read."""

from django.urls import path

from .views import copy, to_read

app_name = "review"
urlpatterns = [
    path("", to_read.to_read, name="to-read"),
    path("<uuid:copy_id>/", copy.copy, name="copy"),
]
