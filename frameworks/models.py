"""Frameworks in editions: what the words of Himmelman, Hargreaves, Briggs and the rest mean here.

An edition is one published wording and never changes once published. A tag points at the element
of the edition its author was reading, so a reworded framework harms no tag; counting across
editions goes by (framework.key, element.key), and keys are forever. How a pack file becomes an
edition is in frameworks.packs and the load_content command.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def in_use(self) -> Self:
        """What people may read and tag with: published, not retired, not switched off."""
        return self.filter(
            retired_at=None, is_switched_on=True, editions__state=Edition.State.PUBLISHED
        )


class Framework(models.Model):
    """A published way of describing partnership, known by a key that is forever."""

    class Kind(models.TextChoices):
        SCALE = "scale", "ordered levels"
        GROUPED = "grouped", "groups of elements"
        FACTORS = "factors", "a plain list"

    class Subject(models.TextChoices):
        PARTNERSHIP = "partnership", "a partnership"
        PARTNERSHIP_STRAND = "partnership_strand", "one strand of a partnership"
        OWN_PRACTICE = "own_practice", "one's own practice"

    class Status(models.TextChoices):
        CORE = "core", "core"
        SUPPLEMENTARY = "supplementary", "supplementary"

    key = models.SlugField(max_length=80, unique=True, editable=False)
    name = models.CharField(max_length=200, help_text="As its published edition calls it.")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.CharField(max_length=30, choices=Subject.choices)
    status = models.CharField(max_length=20, choices=Status.choices)
    is_switched_on = models.BooleanField(
        default=True, help_text="Off: nobody is offered it. What was tagged with it stays readable."
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    is_retired_here = models.BooleanField(
        default=False, help_text="An admin retired it, so an update of the site leaves it so."
    )

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["scale", "grouped", "factors"]), name="framework_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(subject__in=["partnership", "partnership_strand", "own_practice"]),
                name="framework_subject_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("frameworks:framework", args=[self.key])

    @property
    def is_in_use(self) -> bool:
        """Whether people may tag with it once it is published: the same rule as `in_use`."""
        return self.retired_at is None and self.is_switched_on


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> Self:
        return self.filter(state=Edition.State.PUBLISHED)

    def offered(self) -> Self:
        """Those whose elements may be chosen for a new tag: see ElementQuerySet.offered."""
        in_use = {"framework__retired_at": None, "framework__is_switched_on": True}
        return self.published().filter(**in_use)

    def ever_published(self) -> Self:
        """The published one and those it followed; no draft."""
        return self.exclude(state=Edition.State.DRAFT)

    def drafts(self) -> Self:
        """With the framework of each and who changed it last."""
        drafts = self.filter(state=Edition.State.DRAFT)
        return drafts.select_related("framework", "edited_by")

    def of(self, framework_key: str) -> Self:
        return self.filter(framework__key=framework_key)

    def left_alone_since(self, at: datetime) -> Self:
        """Drafts that nobody has changed since then."""
        return self.drafts().filter(edited_at__lt=at)

    def for_list(self) -> Self:
        """With the framework of each, and how many elements and groups it has."""
        return self.select_related("framework").annotate(
            element_count=Count("elements", filter=Q(elements__is_retired=False), distinct=True),
            group_count=Count("groups", distinct=True),
        )


class Edition(models.Model):
    """One wording of a framework: a draft, the published one, or one that was superseded."""

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        PUBLISHED = "published", "published"
        SUPERSEDED = "superseded", "superseded"

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    name = models.CharField(max_length=200)
    summary = models.TextField()
    sources = models.JSONField(
        default=list, help_text="Each: citation, basis, and maybe locator and note."
    )
    dimensions = models.JSONField(
        default=list, help_text="What distinguishes the levels of a scale: each a key and a name."
    )
    notes = models.JSONField(
        default=list, help_text="What to know before using it; a list of text."
    )
    is_numbered = models.BooleanField(default=False, help_text="The source numbers the list.")
    is_historical = models.BooleanField(default=False)
    is_compiled = models.BooleanField(
        default=False, help_text="Gathered by this project from the reading, not one author's list."
    )
    is_partly_verified = models.BooleanField(default=False)
    pack_digest = models.CharField(
        max_length=64,
        blank=True,
        help_text="SHA-256 of the pack it was loaded from; blank if made here.",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    begun_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The edition that a draft was copied from; none if it began empty.",
    )
    version = models.PositiveIntegerField(
        default=0,
        help_text="Of a draft's own words (name, summary, sources, notes): one more a kept save.",
    )
    edited_at = models.DateTimeField(null=True, blank=True, help_text="Of a draft, in any part.")
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["framework", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["framework"], condition=Q(state="draft"), name="edition_one_draft"
            ),
            models.UniqueConstraint(
                fields=["framework"], condition=Q(state="published"), name="edition_one_published"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None)
                | Q(state__in=["published", "superseded"], published_at__isnull=False),
                name="edition_published_at_matches_state",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, edition {self.number}"


class Group(models.Model):
    """A heading inside an edition, such as Hargreaves's dimensions or Briggs's six groups."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="groups")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0, help_text="In a draft: one more a kept save.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="group_key_once_an_edition"),
            models.UniqueConstraint(
                fields=["edition", "position"], name="group_position_once_an_edition"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ElementQuerySet(models.QuerySet["Element"]):
    def live(self) -> Self:
        """Those that their edition has not retired."""
        return self.filter(is_retired=False)

    def offered(self) -> Self:
        """What may be chosen for a new tag: in a published edition of a framework in use."""
        return self.filter(
            edition__state=Edition.State.PUBLISHED,
            edition__framework__retired_at=None,
            edition__framework__is_switched_on=True,
            is_retired=False,
        )

    def offered_before(self) -> Self:
        """What an edition offered that was superseded, of a framework still in use."""
        return self.filter(
            edition__state=Edition.State.SUPERSEDED,
            edition__framework__retired_at=None,
            edition__framework__is_switched_on=True,
            is_retired=False,
        )

    def with_framework(self) -> Self:
        return self.select_related("edition__framework", "group")

    def known_as(self, framework_key: str, element_key: str) -> Self:
        """The element in every edition it has been worded in."""
        return self.filter(edition__framework__key=framework_key, key=element_key)


class Element(models.Model):
    """A level, strand or factor, in the words of one edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="elements")
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, null=True, blank=True, related_name="elements"
    )
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField(help_text="Its place in the edition's list, from 1.")
    name = models.CharField(max_length=200)
    description = models.TextField()
    note = models.TextField(blank=True, help_text="More than the definition says, for who asks.")
    example = models.TextField(blank=True)
    prompt = models.TextField(blank=True, help_text="A question that opens this element up.")
    aliases = models.JSONField(default=list, help_text="Other words people look for it by.")
    cue_words = models.JSONField(
        default=list, help_text="Words in a text that make it worth suggesting, when asked."
    )
    distinguishes = models.JSONField(
        default=dict, help_text="For a level: dimension key to what holds at this level."
    )
    adds = models.CharField(max_length=200, blank=True)
    acts = models.JSONField(default=list)
    enough_when = models.TextField(blank=True)
    signs_of_more = models.TextField(blank=True)
    activity_question = models.SlugField(max_length=80, blank=True)
    is_confirmed = models.BooleanField(default=True)
    is_retired = models.BooleanField(default=False)
    takes_the_place_of = models.JSONField(
        default=list, help_text="Earlier keys of this framework whose tags count here."
    )
    comes_from = models.JSONField(
        default=list,
        help_text="Earlier keys it was split from: for saying so. Their tags do not count here.",
    )
    version = models.PositiveIntegerField(default=0, help_text="In a draft: one more a kept save.")
    worded_in = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="The number of its edition, once what is published says it otherwise; else 0.",
    )

    objects = ElementQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="element_key_once_an_edition"),
            models.UniqueConstraint(
                fields=["edition", "position"], name="element_position_once_an_edition"
            ),
        ]
        indexes = [models.Index(F("key"), name="element_key")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its definition on its framework's page. Needs edition and framework fetched."""
        return f"{self.edition.framework.get_absolute_url()}#{self.key}"

    @property
    def if_older(self) -> str:
        """Said behind its name when what is published says it otherwise."""
        return if_older(self.worded_in)


def if_older(worded_in: int) -> str:
    """To go on with behind a name: in which edition's words it is, if they have changed since."""
    return f"; worded as in edition {worded_in}, and changed since" if worded_in else ""


class KeptWording(models.Model):
    """What an admin sent when another save, or publishing, had been first.

    Nothing that was sent is lost: it stands beside the draft until somebody takes it or lets it go.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="kept_wordings")
    sheet = models.CharField(
        max_length=100, help_text="What it was about: “edition”, “group/key” or “element/key”."
    )
    fields = models.JSONField(help_text="The form as it was sent.")
    base_version = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.sheet}, kept {self.kept_at:%Y-%m-%d %H:%M}"


class DraftReceipt(models.Model):
    """What a save of a draft was answered: the same key again gets the same answer."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="receipts")
    sheet = models.CharField(max_length=100)
    key = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    kept = models.ForeignKey(
        KeptWording, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "sheet", "key"], name="draft_receipt_key_once_a_sheet"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, version {self.version}"
