"""Looking back, each page for one's own journal."""

from django.urls import path

from . import views

app_name = "looking_back"
urlpatterns = [
    path("tags/", views.tags, name="tags"),
    path("tags/<slug:framework_key>/<slug:element_key>/", views.element, name="element"),
]
