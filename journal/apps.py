"""The journal: everything about writing, one package a desk."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "journal"
