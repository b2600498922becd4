"""The record of changes as an app of its own, below all that writes in it."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "partnership.record"
    label = "record"
