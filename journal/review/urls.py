"""The facilitator's desk: what was shared with one, to read; and each cohort one facilitates."""

from django.urls import include, path

from .views import cohort, copy, leader, to_read

app_name = "review"

reading = [
    path("", to_read.to_read, name="to-read"),
    path("<uuid:copy_id>/", copy.copy, name="copy"),
]

of_a_cohort = [
    path("", cohort.cohort, name="cohort"),
    path("people/<uuid:person_id>/", leader.leader, name="leader"),
]

urlpatterns = [
    path("review/", include(reading)),
    path("cohort/<uuid:cohort_id>/", include(of_a_cohort)),
]
