"""What was shared with one, to read."""

from django.urls import path

from . import views

app_name = "review"
urlpatterns = [
    path("", views.to_read, name="to-read"),
    path("<uuid:copy_id>/", views.copy, name="copy"),
]
