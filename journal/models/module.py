"""A module: a thinkpiece's reading notes and its questions, loaded from a pack or made on the site.

Frameworks and elements are named by key, since a module speaks of the idea and not of one edition's
wording of it; journal.tagging resolves a key to the published wording. What admins are changing is
held apart until they publish it: journal.models.module_draft.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from journal.markdown import as_printed, raised


class ModuleQuerySet(models.QuerySet["Module"]):
    def with_lenses(self) -> Self:
        """Those that offer ways to look again at something."""
        return self.exclude(lenses=[])


class Module(models.Model):
    """A thinkpiece's reading notes and its questions."""

    # What the desks of a person hold of it, in the order of the fields below.
    IN_BRIEF = ("key", "title", "frameworks_in_front", "pack_digest", "follow_ups_digest")

    key = models.SlugField(max_length=80, unique=True, editable=False)
    title = models.CharField(max_length=200)
    introduction = models.TextField(blank=True)
    source = models.JSONField(default=dict)
    frameworks_in_front = models.JSONField(
        default=list, help_text="Keys of the frameworks shown first when tagging, in order."
    )
    lenses = models.JSONField(default=list)
    guided_shape = models.JSONField(default=list)
    pack_digest = models.CharField(max_length=64, blank=True)
    follow_ups_digest = models.CharField(
        max_length=64, blank=True, help_text="None: nothing is asked after this module."
    )
    is_made_here = models.BooleanField(
        default=False, help_text="Published on this site: load_content leaves it as it is."
    )
    published_at = models.DateTimeField(null=True, blank=True, help_text="On this site, last.")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ModuleQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("writing:module", args=[self.key])


class SectionQuerySet(models.QuerySet["Section"]):
    def in_use(self) -> Self:
        return self.filter(is_retired=False)


class Section(models.Model):
    """One part of the reading: a note on what it says and what to notice."""

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    thinkpiece_heading = models.CharField(max_length=200, blank=True)
    reading_note = models.TextField(help_text="Markdown: journal.markdown says how much of it.")
    reading_html = models.TextField(
        blank=True, editable=False, help_text="The note as it is shown, made when it was published."
    )
    notice = models.TextField(blank=True)
    thinkpiece_text = models.TextField(
        blank=True, help_text="The thinkpiece's own words, where the provider may show them."
    )
    thinkpiece_html = models.TextField(blank=True, editable=False)
    thinkpiece_licence = models.CharField(
        max_length=300, blank=True, help_text="Whose words they are, and by what leave they stand."
    )
    framework_keys = models.JSONField(default=list)
    opens_on = models.DateField(
        null=True, blank=True, help_text="Not shown before; none if it always is."
    )
    is_retired = models.BooleanField(default=False)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["module", "key"], name="section_key_once_a_module")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def note(self) -> str:
        """What it says, ready to print; "" for a row that has only its text."""
        return as_printed(self.reading_html)

    @property
    def thinkpiece(self) -> str:
        """The thinkpiece's own words, ready to print."""
        return as_printed(self.thinkpiece_html)

    @property
    def note_alone(self) -> str:
        """The note where the section's title is a heading of the second level."""
        return as_printed(raised(self.reading_html))

    @property
    def thinkpiece_alone(self) -> str:
        return as_printed(raised(self.thinkpiece_html))


class QuestionGroup(models.Model):
    """A heading over questions that are asked for the same purpose."""

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="question_groups")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["module", "key"], name="group_key_once_a_module")
        ]

    def __str__(self) -> str:
        return self.name


class QuestionQuerySet(models.QuerySet["Question"]):
    def in_use(self) -> Self:
        return self.filter(is_retired=False)

    def in_order(self) -> Self:
        """As the module asks them: by group, then by place in the group."""
        return self.order_by("group__position", "position")

    def for_task_list(self) -> Self:
        """What a task list prints, in one query."""
        columns = ("key", "title", "parts", "group__key", "group__name")
        return self.in_order().select_related("group").only(*columns)

    def for_module_page(self) -> Self:
        """The same with where each comes from and what it suggests."""
        return self.in_order().select_related("group")


class Question(models.Model):
    """One question of a module, in one or more parts. Its key is forever and in its address."""

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="questions")
    group = models.ForeignKey(QuestionGroup, on_delete=models.CASCADE, related_name="questions")
    sections = models.ManyToManyField(
        Section,
        related_name="questions",
        help_text="The reading this question grew from, shown while answering.",
    )
    key = models.SlugField(max_length=80, unique=True, editable=False)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    parts = models.JSONField(default=list, help_text="The question itself: a list of sentences.")
    origin = models.CharField(
        max_length=20, choices=[("thinkpiece", "the thinkpiece"), ("project", "this project")]
    )
    source = models.JSONField(default=dict)
    suggested_tags = models.JSONField(default=list, help_text='Each "framework_key/element_key".')
    invites_commitment = models.BooleanField(default=False)
    opens_on = models.DateField(
        null=True, blank=True, help_text="Not answered before; none if it follows its reading."
    )
    earlier_wordings = models.JSONField(
        default=list,
        help_text="What small fixes replaced, oldest first: until (a moment), title and parts.",
    )
    is_retired = models.BooleanField(default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["module", "group__position", "position"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where one answers it."""
        return reverse("writing:question-answer", args=[self.key])

    def worded_when_begun(self, begun_at: datetime) -> dict[str, Any] | None:
        """Its wording at that moment, if a small fix has changed it since."""
        for wording in self.earlier_wordings:
            if begun_at < datetime.fromisoformat(wording["until"]):
                return dict(wording)
        return None

    @property
    def stands_in_the_reading(self) -> bool:
        """Asked by the reading itself, and not in a numbered list beside it."""
        source = self.source
        return bool(source.get("thinkpiece")) and not {"bullet", "number"} & source.keys()
