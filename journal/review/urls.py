"""The facilitator's desk."""

from django.urls import path

from journal.soon import soon

app_name = "review"
urlpatterns = [
    path("", soon, name="to-read"),
    path("<uuid:copy_id>/", soon, name="copy"),
]
