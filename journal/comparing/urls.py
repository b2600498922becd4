"""A facilitator's own tags beside the author's, and a cohort's tags by element."""

from django.urls import path

from . import views

app_name = "comparing"
ELEMENT = "cohort/<uuid:cohort_id>/elements/<slug:framework_key>/<slug:element_key>/"
urlpatterns = [
    path(ELEMENT, views.element, name="element"),
    path(f"{ELEMENT}file/", views.element_file, name="element-file"),
]
