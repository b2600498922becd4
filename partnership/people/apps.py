"""People: who has an account, how they sign in, what they set for themselves."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "partnership.people"
    label = "people"
    verbose_name = "people"
