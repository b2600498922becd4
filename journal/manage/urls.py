"""Addresses of the admin's desk."""

from django.urls import path

from .views import access, cohorts, invitations, lists, people, record, start, system

app_name = "manage"
urlpatterns = [
    path("", start.start, name="start"),
    path("people/", people.people, name="people"),
    path("people/list/", lists.list_add, name="list-add"),
    path("people/file/", people.people_file, name="people-file"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("people/<uuid:person_id>/admin/", people.person_admin, name="person-admin"),
    path("people/<uuid:person_id>/access/", people.person_access, name="person-access"),
    path("cohorts/", cohorts.cohorts, name="cohorts"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/send/", invitations.invitations_send, name="invitations-send"),
    path("access/", access.access, name="access"),
    path("system/", system.system, name="system"),
    path("record/", record.record, name="record"),
]
