"""Follow-ups: questions asked some time after a module, about what was written in it.

Moments and prompts are reference data, loaded from a pack (journal.loading). What a person says of
a moment (not now, not at all) is private: nobody else is told that one was missed.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from journal.private import PrivateModel, PrivateQuerySet

from .cohort import Cohort
from .module import Module


class MomentQuerySet(models.QuerySet["Moment"]):
    def in_use(self) -> Self:
        return self.filter(is_retired=False)


class Moment(models.Model):
    """A time at which people come back to what they wrote, counted from the module's last day."""

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="moments")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    offset_days = models.IntegerField(help_text="From the last day of a cohort's module.")
    window_days = models.PositiveIntegerField(help_text="For how many days it is offered.")
    is_retired = models.BooleanField(default=False)

    objects = MomentQuerySet.as_manager()

    class Meta:
        ordering = ["module", "position"]
        constraints = [
            models.UniqueConstraint(fields=["module", "key"], name="moment_key_once_a_module")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("looking_back:moment", args=[self.module.key, self.key])


class PromptQuerySet(models.QuerySet["Prompt"]):
    def in_use(self) -> Self:
        return self.filter(is_retired=False)


class Prompt(models.Model):
    """One question of a moment. Its key is forever, and stands in the entries that answer it."""

    class ShowEarlier(models.TextChoices):
        """When what was written earlier is on the page."""

        AFTER_ANSWER = "after_answer", "once this is answered"
        BESIDE = "beside", "beside the sheet"
        NO = "no", "not at all"

    PARTNERSHIPS, COMMITMENT = "partnerships", "commitment"

    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="prompts")
    key = models.SlugField(max_length=80, unique=True, editable=False)
    position = models.PositiveIntegerField()
    applies_to = models.JSONField(
        default=list, help_text='Keys of questions; or "partnerships", or "commitment".'
    )
    show_earlier = models.CharField(max_length=12, choices=ShowEarlier.choices)
    wording = models.TextField()
    suggested_tags = models.JSONField(default=list, help_text='Each "framework_key/element_key".')
    creates = models.CharField(max_length=20, blank=True, help_text='"commitment", or nothing.')
    is_retired = models.BooleanField(default=False)

    objects = PromptQuerySet.as_manager()

    class Meta:
        ordering = ["moment", "position"]

    def __str__(self) -> str:
        return self.key

    @property
    def is_of_partnerships(self) -> bool:
        """Asked of each partnership of one's own."""
        return bool(self.applies_to == [self.PARTNERSHIPS])

    @property
    def is_of_commitments(self) -> bool:
        return bool(self.applies_to == [self.COMMITMENT])

    @property
    def question_keys(self) -> list[str]:
        """Of the questions whose first answers it is about."""
        is_other = self.is_of_partnerships or self.is_of_commitments
        return [] if is_other else list(self.applies_to)


class MomentChoiceQuerySet(PrivateQuerySet["MomentChoice"]):
    def of_moment(self, moment_id: int, cohort: Cohort) -> Self:
        """What was said of this moment in this cohort, if anything: one row at most of a person."""
        return self.filter(moment=moment_id, cohort=cohort)


class MomentChoice(PrivateModel):
    """What a person said of a moment as one of a cohort: not before a day, or not at all."""

    OWNER = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    put_off_until = models.DateField(null=True, blank=True, help_text="None: not at all.")
    said_at = models.DateTimeField(default=timezone.now)

    objects = MomentChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "moment", "cohort"], name="moment_choice_last_one_stands"
            )
        ]
