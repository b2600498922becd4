"""A module: a thinkpiece's reading notes and its questions, loaded from a pack.

Frameworks and elements are named by key, since a module speaks of the idea and not of one edition's
wording of it; journal.tagging resolves a key to the published wording.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse


class Module(models.Model):
    """A thinkpiece's reading notes and its questions."""

    # What the desks of a person hold of it, in the order of the fields below.
    IN_BRIEF = ("key", "title", "frameworks_in_front", "pack_digest")

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
    reading_note = models.TextField()
    notice = models.TextField(blank=True)
    framework_keys = models.JSONField(default=list)
    is_retired = models.BooleanField(default=False)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["module", "key"], name="section_key_once_a_module")
        ]

    def __str__(self) -> str:
        return self.title


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
    is_retired = models.BooleanField(default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["module", "group__position", "position"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where one answers it."""
        return reverse("writing:question-answer", args=[self.key])

    @property
    def stands_in_the_reading(self) -> bool:
        """Asked by the reading itself, and not in a numbered list beside it."""
        source = self.source
        return bool(source.get("thinkpiece")) and not {"bullet", "number"} & source.keys()
