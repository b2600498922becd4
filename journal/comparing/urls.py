"""A facilitator's own tags beside the author's, and a cohort's tags by element."""

from django.urls import path

from . import views

app_name = "comparing"
TAGS = "review/<uuid:copy_id>/tags/"
COMPARISON = "cohort/<uuid:cohort_id>/comparison/"
ELEMENT = "cohort/<uuid:cohort_id>/elements/<slug:framework_key>/<slug:element_key>/"
urlpatterns = [
    path(TAGS, views.second_reading, name="second-reading"),
    path(f"{TAGS}state/", views.second_reading_state, name="second-reading-state"),
    path(f"{TAGS}<uuid:tag_id>/", views.second_tag, name="second-tag"),
    path("review/<uuid:copy_id>/compare/", views.copy_comparison, name="copy-comparison"),
    path(COMPARISON, views.comparison, name="comparison"),
    path(
        f"{COMPARISON}<slug:framework_key>/<slug:element_key>/",
        views.comparison_element,
        name="comparison-element",
    ),
    path("cohort/<uuid:cohort_id>/together/", views.together, name="together"),
    path(ELEMENT, views.element, name="element"),
    path(f"{ELEMENT}file/", views.element_file, name="element-file"),
]
