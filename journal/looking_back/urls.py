"""Looking back, each page for one's own journal."""

from django.urls import path

from .views import pair, tags

app_name = "looking_back"
urlpatterns = [
    path("tags/", tags.tags, name="tags"),
    path("tags/<slug:framework_key>/<slug:element_key>/", tags.element, name="element"),
    path("<slug:question_key>/", pair.pair, name="pair"),
]
