"""The journal: everything about writing, one package a desk."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "journal"

    def ready(self) -> None:
        from frameworks.uses import register, register_first

        from . import uses

        register(uses.entries_about)
        register(uses.placed_partnerships)
        register_first(uses.frameworks_in_front)
