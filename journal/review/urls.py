"""The facilitator's desk: what was shared with one, to read; and each cohort one facilitates."""

from django.urls import include, path

from .views import cohort, copy, coverage, find, gaps, leader, line_ask, movement, session, to_read

app_name = "review"

reading = [
    path("", to_read.to_read, name="to-read"),
    path("find/", find.find, name="find"),
    path("<uuid:copy_id>/", copy.copy, name="copy"),
    path("<uuid:copy_id>/line/", line_ask.line_ask, name="line-ask"),
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
