"""Signing in and out, one's password, and settings of one's own.

allauth has many more addresses. Only those that the site uses are here: nobody signs up by
themselves, an email address is changed by an admin, and a second factor has its own issue.
"""

from allauth.account import views as allauth
from django.urls import path, re_path

from .outbox import outbox_key
from .signing_in import SignInView
from .views import session_left, settings, settings_save

urlpatterns = [
    path("sign-in/", SignInView.as_view(), name="account_login"),
    path("sign-in/closed/", allauth.account_inactive, name="account_inactive"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("reset-password/", allauth.password_reset, name="account_reset_password"),
    path("reset-password/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^reset-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "reset-password/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("session/left/", session_left, name="session-left"),
    path("outbox/key/", outbox_key, name="outbox-key"),
    path("settings/", settings, name="settings"),
    path("settings/password/", allauth.password_change, name="account_change_password"),
    path("settings/password/set/", allauth.password_set, name="account_set_password"),
    path("settings/<slug:part>/", settings_save, name="settings-save"),
]
