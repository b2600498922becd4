"""The desks of the journal, each with its own addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("journal.welcome.urls")),
    path("", include("journal.writing.urls")),
    path("", include("journal.tagging.urls")),
    path("", include("journal.sharing.urls")),
    path("mail/", include("journal.mail.urls")),
    path("", include("journal.cohorts.urls")),
    path("partnerships/", include("journal.partnerships.urls")),
    path("partnerships/", include("journal.two_views.urls")),
    path("looking-back/", include("journal.looking_back.urls")),
    path("lines/", include("journal.consent.urls")),
    path("", include("journal.review.urls")),
    path("", include("journal.comparing.urls")),
    path("thread/", include("journal.threads.urls")),
    path("manage/", include("journal.manage.urls")),
    path("manage/modules/", include("journal.modules.urls")),
]
