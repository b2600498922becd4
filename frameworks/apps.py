"""Frameworks: reference data in published editions. Knows nothing of who tags what."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "frameworks"
