"""A person: anyone with an account. What they may do comes from their cohorts, never from here.

Nobody *is* a leader or a facilitator: they are one in a cohort (journal.models.cohort). The one
site-wide right is admin (`is_staff`).
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person with this email address; without a password they cannot sign in yet."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """The first admin, made with `manage.py createsuperuser`."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def admins(self) -> models.QuerySet[User]:
        """Who has the site-wide right and can sign in."""
        return self.filter(is_staff=True, is_active=True)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account: their name, where they work, and how they like to read."""

    class ReadingFace(models.TextChoices):
        SERIF = "serif", "Journal serif"
        SANS = "sans", "Plain sans"
        HYPERLEGIBLE = "hyperlegible", "Atkinson Hyperlegible"

    class TextSize(models.TextChoices):
        USUAL = "usual", "Usual"
        LARGER = "larger", "Larger"
        LARGEST = "largest", "Largest"

    class Theme(models.TextChoices):
        SYSTEM = "system", "As my device is set"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    class Reminders(models.TextChoices):
        FORTNIGHTLY = "fortnightly", "Once a fortnight, if I have something half written"
        WEEKLY = "weekly", "Once a week, on my day, if I have something half written"
        OFF = "off", "No reminders"

    class Weekday(models.IntegerChoices):
        """As `date.weekday()` counts."""

        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"
        SATURDAY = 5, "Saturday"
        SUNDAY = 6, "Sunday"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("email address", max_length=254, unique=True)
    name = models.CharField("name", max_length=120)
    job_title = models.CharField("job title", max_length=120, blank=True)
    organisation = models.CharField("organisation", max_length=160, blank=True)
    is_active = models.BooleanField("can sign in", default=True)
    is_staff = models.BooleanField("admin", default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    welcomed_at = models.DateTimeField(
        "read the promise page at", null=True, blank=True, editable=False
    )

    reading_face = models.CharField(
        "typeface for reading and writing",
        max_length=20,
        choices=ReadingFace.choices,
        default=ReadingFace.SERIF,
    )
    text_size = models.CharField(max_length=20, choices=TextSize.choices, default=TextSize.USUAL)
    theme = models.CharField(max_length=20, choices=Theme.choices, default=Theme.SYSTEM)
    reminders = models.CharField(
        max_length=20, choices=Reminders.choices, default=Reminders.FORTNIGHTLY
    )

    reminder_day = models.PositiveSmallIntegerField(
        "my day", choices=Weekday.choices, default=Weekday.THURSDAY
    )
    reminders_paused_until = models.DateField(null=True, blank=True, editable=False)
    reminders_chosen_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When they last said what they want."
    )
    has_follow_ups = models.BooleanField("questions to look back with", default=True)
    has_reply_mail = models.BooleanField("a mail when someone replies to me", default=True)
    has_share_mail = models.BooleanField(
        "a daily mail when there is something to read", default=True
    )
    has_single_keys = models.BooleanField("single-key shortcuts while reading", default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_unique_whatever_case"),
        ]

    def __str__(self) -> str:
        return f"Person {str(self.pk)[:8]}"

    @property
    def first_name(self) -> str:
        """What a greeting uses: the name up to its first space."""
        return self.name.split(" ", 1)[0]

    def get_short_name(self) -> str:
        return self.first_name

    def get_full_name(self) -> str:
        return self.name
