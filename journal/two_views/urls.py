"""Two views of one partnership, beside one's own partnerships."""

from django.urls import path

from . import views

app_name = "two_views"
urlpatterns = [
    path("<uuid:partnership_id>/compare/", views.ask, name="ask"),
    path("two-views/<uuid:two_views_id>/", views.two_views, name="two-views"),
    path("two-views/<uuid:two_views_id>/answer/", views.answer, name="answer"),
    path("two-views/<uuid:two_views_id>/decline/", views.decline, name="decline"),
    path("two-views/<uuid:two_views_id>/stop/", views.stop, name="stop"),
]
