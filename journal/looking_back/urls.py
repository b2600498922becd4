"""Looking back, each page for one's own journal."""

from django.urls import path

from .views import calendars, commitments, follow_ups, lines, looking_back, pair, tags

app_name = "looking_back"
MOMENT = "<slug:module_key>/<slug:moment_key>/"
urlpatterns = [
    path("", looking_back.looking_back, name="looking-back"),
    path("lines/<uuid:entry_id>/", lines.line_keep, name="line-keep"),
    path("lines/<uuid:kept_line_id>/let-go/", lines.line_let_go, name="line-let-go"),
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
    path("beside/<uuid:entry_id>/", pair.beside, name="beside"),
    path(f"follow-ups/{MOMENT}", follow_ups.moment, name="moment"),
    path(f"follow-ups/{MOMENT}put-off/", follow_ups.moment_put_off, name="moment-put-off"),
    path(f"follow-ups/{MOMENT}turn-off/", follow_ups.moment_turn_off, name="moment-turn-off"),
    path(f"follow-ups/{MOMENT}ask/", follow_ups.moment_ask, name="moment-ask"),
    path("<slug:question_key>/", pair.pair, name="pair"),
]
