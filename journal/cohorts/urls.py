"""Cohorts and who is in them, and the ways to join one."""

from django.urls import path

from .views import closing, cohorts, going, inviting, joining, message, people

app_name = "cohorts"
urlpatterns = [
    path("cohorts/", cohorts.cohort_list, name="cohort-list"),
    path("cohorts/add/", cohorts.cohort_add, name="cohort-add"),
    path("cohorts/<uuid:cohort_id>/edit/", cohorts.cohort_edit, name="cohort-edit"),
    path("cohorts/<uuid:cohort_id>/close/", closing.cohort_close, name="cohort-close"),
    path("cohorts/<uuid:cohort_id>/open/", closing.cohort_open, name="cohort-open"),
    path("cohorts/<uuid:cohort_id>/people/", people.people, name="people"),
    path("cohorts/<uuid:cohort_id>/code/new/", people.code_renew, name="code-renew"),
    path("cohorts/<uuid:cohort_id>/code/end/", people.code_end, name="code-end"),
    path("cohorts/<uuid:cohort_id>/message/", message.message, name="message"),
    path("cohorts/<uuid:cohort_id>/invite/", inviting.invite, name="invite"),
    path(
        "cohorts/<uuid:cohort_id>/invitations/<uuid:invitation_id>/send/",
        inviting.invitation_send,
        name="invitation-send",
    ),
    path(
        "cohorts/<uuid:cohort_id>/invitations/<uuid:invitation_id>/take-back/",
        inviting.invitation_take_back,
        name="invitation-take-back",
    ),
    path(
        "cohorts/<uuid:cohort_id>/people/<uuid:person_id>/move/",
        going.person_move,
        name="person-move",
    ),
    path(
        "cohorts/<uuid:cohort_id>/people/<uuid:person_id>/remove/",
        going.person_remove,
        name="person-remove",
    ),
    path("cohorts/<uuid:cohort_id>/leave/", going.leave, name="leave"),
    path("join/", joining.join, name="join"),
    path("join/asked/", joining.join_asked, name="join-asked"),
    path("join/<slug:code>/", joining.join_code, name="join-code"),
    path("join/link/<str:token>/", joining.invitation, name="invitation"),
]
