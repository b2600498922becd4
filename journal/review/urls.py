"""The facilitator's desk: what was shared with one, to read; and each cohort one facilitates."""

from django.urls import include, path

from .views import (
    cohort,
    copy,
    coverage,
    find,
    gaps,
    kept,
    leader,
    line_ask,
    movement,
    reply,
    session,
    starters,
    to_read,
)

app_name = "review"

reading = [
    path("", to_read.to_read, name="to-read"),
    path("find/", find.find, name="find"),
    path("shared/", to_read.shared, name="shared"),
    path("next/", to_read.copy_next, name="copy-next"),
    path("later/", to_read.copy_later, name="copy-later"),
    path("done/", to_read.done, name="done"),
    path("<uuid:copy_id>/", copy.copy, name="copy"),
    path("<uuid:copy_id>/line/", line_ask.line_ask, name="line-ask"),
    path("<uuid:copy_id>/reply/", reply.copy_reply, name="copy-reply"),
    path("kept/", kept.kept_list, name="kept-list"),
    path("kept/<uuid:kept_id>/", kept.kept, name="kept"),
    path("kept/<uuid:kept_id>/delete/", kept.kept_delete, name="kept-delete"),
    path("starters/", starters.starter_list, name="starter-list"),
    path("starters/<uuid:starter_id>/", starters.starter_edit, name="starter-edit"),
    path("starters/<uuid:starter_id>/move/", starters.starter_move, name="starter-move"),
    path("starters/<uuid:starter_id>/delete/", starters.starter_delete, name="starter-delete"),
]

of_a_cohort = [
    path("", cohort.cohort, name="cohort"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage.csv", coverage.coverage_file, name="coverage-file"),
    path("movement/", movement.movement, name="movement"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/use/", gaps.gap_use, name="gap-use"),
    path("people/<uuid:person_id>/", leader.leader, name="leader"),
    path("session/", session.session, name="session"),
    path("session/line/<uuid:line_id>/remove/", session.line_remove, name="line-remove"),
    path("session/gap/<int:gap_id>/remove/", session.gap_remove, name="gap-remove"),
]

urlpatterns = [
    path("review/", include(reading)),
    path("cohort/<uuid:cohort_id>/", include(of_a_cohort)),
]
