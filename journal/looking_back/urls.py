"""Looking back, each page for one's own journal."""

from django.urls import path

from .views import calendars, commitments, looking_back, pair, tags

app_name = "looking_back"
urlpatterns = [
    path("", looking_back.looking_back, name="looking-back"),
    path("questions/<slug:key>/not-now/", looking_back.opening_skip, name="opening-skip"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<slug:framework_key>/<slug:element_key>/", tags.element, name="element"),
    path("commitments/", commitments.commitment_list, name="commitment-list"),
    path("commitments/add/", commitments.commitment_add, name="commitment-add"),
    path("commitments/<uuid:commitment_id>/", commitments.commitment, name="commitment"),
    path(
        "commitments/<uuid:commitment_id>/edit/",
        commitments.commitment_edit,
        name="commitment-edit",
    ),
    path(
        "commitments/<uuid:commitment_id>/delete/",
        commitments.commitment_delete,
        name="commitment-delete",
    ),
    path(
        "commitments/<uuid:commitment_id>/calendar/",
        calendars.commitment_calendar,
        name="commitment-calendar",
    ),
    path("writing-time/", calendars.writing_time, name="writing-time"),
    path("<slug:question_key>/", pair.pair, name="pair"),
]
