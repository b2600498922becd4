"""The journal: everything about writing, one package a desk."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "journal"

    def ready(self) -> None:
        from frameworks import previews
        from frameworks.uses import (
            register,
            register_doubter,
            register_first,
            register_site_counter,
            register_suggester,
        )
        from partnership.people import sessions

        from . import doubts, site_uses, suggested, uses
        from .context import facilitates
        from .tagging import preview

        previews.register(preview.printed_list)
        register(uses.entries_about)
        register(uses.placed_partnerships)
        register_site_counter(site_uses.tags_over_the_site)
        register_doubter(doubts.found_unclear)
        register_suggester(suggested.questions_suggesting)
        sessions.register(facilitates)
        register_first(uses.frameworks_in_front)
