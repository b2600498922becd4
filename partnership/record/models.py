"""One line for each thing that was done to what everybody shares, and by whom. Append-only.

A line is what an admin may read: it names a framework, a module, a cohort or a person, and holds no
word that anybody wrote for themselves or shared. The name of whoever did it is kept as it was then,
so that the line still says it when the account has gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone


class AppendOnlyError(TypeError):
    """Lines of the record are written once: none is changed, and none taken out before its time."""


class ChangeQuerySet(models.QuerySet["Change"]):
    def newest_first(self) -> ChangeQuerySet:
        return self.order_by("-at", "-pk")

    def between(self, first: date | None, last: date | None) -> ChangeQuerySet:
        """On these days or between them, where the site is. None for no limit."""
        since = self.filter(at__date__gte=first) if first else self
        return since.filter(at__date__lte=last) if last else since

    def saying(self, words: Iterable[str]) -> ChangeQuerySet:
        """Whose words hold each of these, in any order and in either case."""
        lines = self.all()
        for word in words:
            lines = lines.filter(words__icontains=word)
        return lines

    def names(self) -> list[str]:
        """Everyone who has a line, by name. One query."""
        return sorted(
            self.order_by().values_list("by_name", flat=True).distinct(), key=str.casefold
        )

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("A line of the record is not changed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("A line of the record is not changed.")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("A line of the record is not taken out.")

    def let_go(self, *, before: datetime) -> int:
        """Take out what was written before then: all of it, whatever was filtered."""
        return models.QuerySet.delete(self.model.objects.filter(at__lt=before))[0]


class Change(models.Model):
    """Somebody did something to something."""

    class About(models.TextChoices):
        FRAMEWORK = "framework", "Frameworks"
        MODULE = "module", "Modules"
        COHORT = "cohort", "Cohorts"
        PERSON = "person", "People"
        SITE = "site", "The site"

    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=200, help_text="As it was then; “a command” if nobody.")
    about = models.CharField(max_length=20, choices=About.choices)
    subject_key = models.CharField(
        max_length=160, blank=True, help_text="Key or id of what it was done to, for filters."
    )
    words = models.CharField(
        max_length=500,
        help_text="What was done, after the name: “published edition 3 of Himmelman’s linkage”.",
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at"], name="change_newest"),
            models.Index(fields=["about", "-at"], name="change_about_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(about__in=["framework", "module", "cohort", "person", "site"]),
                name="change_about_known",
            )
        ]

    def __str__(self) -> str:
        return f"Change {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("A line of the record is not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("A line of the record is not taken out.")

    @property
    def sentence(self) -> str:
        """Who did what, for a page: it names people, and so does not stand in a log."""
        return f"{self.by_name} {self.words}"


class Run(models.Model):
    """The last time that a command of a timer ran to its end, well or not."""

    command = models.CharField(max_length=60, unique=True)
    ended_at = models.DateTimeField()
    went_well = models.BooleanField()
    well_at = models.DateTimeField(null=True, blank=True, help_text="When it last went well.")

    class Meta:
        ordering = ["command"]

    def __str__(self) -> str:
        return self.command
