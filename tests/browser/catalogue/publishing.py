"""Publishing a framework: what a draft changes, the history of editions, what differs."""

from __future__ import annotations

from functools import cached_property

from django.utils import timezone

from frameworks.editing.drafts import begin, begin_empty
from frameworks.exchange.stored import published_pack
from frameworks.loading import publish_made_here
from frameworks.models import Edition, Framework
from frameworks.publishing.deeds import look_at, publish
from frameworks.publishing.settling import Answers
from tests.factories import make_element

from .demo import ENDLESS, LONG, Demo
from .looks import POSTS_ONLY, Look, Looks


class PublishingWorld(Demo):
    """Mixed into the catalogue's world. Each is the key of a framework that no other page needs."""

    @cached_property
    def changing(self) -> str:
        """Renamed, reworded, moved, split, retired and new, with names that do not end."""
        draft = self._draft("network_leadership")
        first, second, third, *_ = draft.elements.filter(is_retired=False)
        draft.summary += f" {LONG}."
        draft.save()
        group = draft.groups.first()
        if group:
            group.name = ENDLESS
            group.save()
        first.name, first.description = ENDLESS, f"{first.description} {LONG}."
        first.save()
        second.is_retired = True
        second.save()
        third.cue_words = [*third.cue_words, ENDLESS]
        third.save()
        last = draft.elements.latest("position").position
        for number in (1, 2):
            make_element(
                draft,
                f"part_{number}",
                name=f"Part {number} {ENDLESS}",
                description=LONG,
                group=second.group,
                position=last + number,
                comes_from=[second.key],
            )
        return draft.framework.key

    @cached_property
    def unchanged(self) -> str:
        return self._draft("cluster_benefits").framework.key

    @cached_property
    def unready(self) -> str:
        """With two things to mend."""
        draft = self._draft("team_culture")
        draft.elements.filter(position__lte=2).update(description="")
        return draft.framework.key

    @cached_property
    def overtaken(self) -> str:
        """With a newer edition than the one the draft was begun from."""
        draft = self._draft("accountability_stance")
        draft.elements.filter(position=1).update(description=LONG)
        pack = published_pack(draft.framework.key)
        assert pack
        publish_made_here(pack, at=timezone.now())
        draft.framework.editions.published().update(published_by=self.admin)
        return draft.framework.key

    @cached_property
    def first_time(self) -> str:
        """Begun from nothing."""
        return begin_empty(
            ENDLESS, "factors", "partnership", by=self.admin, at=timezone.now()
        ).framework.key

    @cached_property
    def thrice(self) -> str:
        """In three editions."""
        for words in (LONG, ENDLESS):
            draft = self._draft("partnership_hazards")
            draft.elements.filter(position=1).update(description=words)
            seen = look_at(draft).seen
            publish(draft, answers=Answers(), seen=seen, by=self.admin, at=timezone.now())
        return "partnership_hazards"

    def _draft(self, key: str) -> Edition:
        return begin(Framework.objects.get(key=key), by=self.admin, at=timezone.now())


LOOKS: Looks = {
    "publishing": [
        Look("publishing:changes", who="admin", of="changing"),
        Look("publishing:changes", "nothing changed", who="admin", of="unchanged"),
        Look("publishing:changes", "to mend", who="admin", of="unready"),
        Look("publishing:changes", "a newer edition", who="admin", of="overtaken"),
        Look("publishing:changes", "the first", who="admin", of="first_time"),
        Look("publishing:history", who="admin", of="thrice"),
        Look("publishing:history", "one edition", who="admin", of="levels"),
        Look("publishing:history", "nothing published", who="admin", of="first_time"),
        Look("publishing:difference", who="admin", of="thrice", query="?before=1&after=3"),
        Look("publishing:difference", "one edition", who="admin", of="levels"),
    ],
}

EXCUSED: dict[str, str] = {
    "publishing:up-to-date": POSTS_ONLY,
    "publishing:restore": POSTS_ONLY,
}
