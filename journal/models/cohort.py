"""A cohort: the people taking a module together. Roles exist in a cohort and nowhere else.

Nobody is put in a cohort without having said yes to one: they are asked (`Invitation`), or type a
code. From there they may be moved, and what they gave does not move with them.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Lower
from django.utils import timezone

from partnership.prepared import given, prepared

from .module import Module, Question

if TYPE_CHECKING:
    from partnership.people.models import User


class CohortQuerySet(models.QuerySet["Cohort"]):
    def with_member(self, person: User) -> Self:
        """Cohorts this person is in now, as a leader or a facilitator."""
        memberships = Membership.objects.current().filter(person=person)
        return self.filter(pk__in=memberships.values("cohort"))

    def taken_by(self, person: User) -> Self:
        """Cohorts this person is a leader in now, the newest first: what they may share with."""
        memberships = Membership.objects.current().leaders().filter(person=person)
        return self.filter(pk__in=memberships.values("cohort"))

    def asking_first(self, question: Question) -> Self:
        """Those whose module asks this question before the others; each in their usual order."""
        asks = Case(When(module=question.module_id, then=0), default=1)
        return self.order_by(asks, "-starts_on", "name")

    def facilitated_by(self, person: User) -> Self:
        memberships = Membership.objects.current().facilitators().filter(person=person)
        return self.filter(pk__in=memberships.values("cohort"))

    def not_closed(self) -> Self:
        """Those that people can still come into."""
        return self.filter(closed_at=None)

    def without_a_facilitator(self) -> Self:
        """Open, and nobody is there to read what its leaders give."""
        facilitated = Membership.objects.current().facilitators()
        return self.not_closed().exclude(pk__in=facilitated.values("cohort"))

    def managed_by(self, person: User) -> Self:
        """Whose people this person looks after: those they facilitate, or all for an admin."""
        return self.all() if person.is_staff else self.facilitated_by(person)

    def joined_by_code(self, code: str) -> Self:
        """The one whose code this is, if joining by code is on."""
        return self.filter(join_code=code)

    def with_numbers(self) -> Self:
        """How many are in it now: `leaders` and `facilitators`. Of what they write, nothing.

        In the usual order, which a query that counts leaves out unless it is named.
        """
        now = Q(memberships__left_at=None)
        return self.annotate(
            leaders=Count("memberships", filter=now & Q(memberships__role=Membership.Role.LEADER)),
            facilitators=Count(
                "memberships", filter=now & Q(memberships__role=Membership.Role.FACILITATOR)
            ),
        ).order_by("-starts_on", "name")


class Cohort(models.Model):
    """The people taking a module together, with dates."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="cohorts")
    starts_on = models.DateField()
    module_ends_on = models.DateField()
    join_code = models.CharField(
        max_length=20,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text="Lets a leader join by typing it; none when joining by code is off.",
    )
    openings = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="Days on which parts of its module open here, by “question/…” or “section/…”.",
    )
    closed_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Since when nobody else comes in. Who is in stays, and reads what they could.",
    )
    leaders: int  # how many, where `with_numbers` was asked
    facilitators: int

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(module_ends_on__gte=F("starts_on")), name="cohort_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def current_facilitators(self) -> models.QuerySet[User]:
        """Who facilitates it now, by name."""
        memberships = Membership.objects.current().facilitators().filter(cohort=self)
        return get_user_model().objects.filter(pk__in=memberships.values("person")).order_by("name")

    def current_leaders(self) -> models.QuerySet[User]:
        """Who leads in it now, by name."""
        memberships = Membership.objects.current().leaders().filter(cohort=self)
        return get_user_model().objects.filter(pk__in=memberships.values("person")).order_by("name")

    def leaders_asked(self) -> int:
        """How many were asked to be leaders here and have not joined, nor been taken back."""
        for (count,) in _leaders_asked().rows(cohort=self.pk):
            return int(count)
        return 0


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Not left. Read at every request and again when mail is sent, never kept in a session."""
        return self.filter(left_at=None)

    def facilitators(self) -> Self:
        return self.filter(role=Membership.Role.FACILITATOR)

    def leaders(self) -> Self:
        return self.filter(role=Membership.Role.LEADER)

    def with_cohort(self) -> Self:
        return self.select_related("cohort__module")

    def by_name(self) -> Self:
        """With each person's name, in its order."""
        return self.select_related("person").order_by("person__name", "pk")

    def for_desks(self) -> models.QuerySet[Membership, Any]:
        """When the cohort starts, role, then cohort and module in brief as Desks takes them."""
        cohort = ["cohort__starts_on", "role", "cohort", "cohort__name"]
        cohort += ["cohort__openings", "cohort__module_ends_on"]
        module = [f"cohort__module__{name}" for name in Module.IN_BRIEF]
        return self.values_list(*cohort, "cohort__module", *module)


class Membership(models.Model):
    """A person's role in one cohort, from when and until when."""

    class Role(models.TextChoices):
        LEADER = "leader", "leader"
        FACILITATOR = "facilitator", "facilitator"

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=Role.choices)
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                condition=Q(left_at=None),
                name="membership_one_current_role_a_cohort",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["leader", "facilitator"]), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"Membership {self.pk}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Neither accepted nor taken back. It may have run out, and can be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def ran_out(self, at: datetime) -> Self:
        """Open, and of no use until they are sent again."""
        return self.open().filter(expires_at__lte=at)

    def not_delivered(self) -> Self:
        """Open, and the mail server would not take the latest mail."""
        from .notice import Notice  # which knows invitations

        mails = Notice.objects.filter(invitation=OuterRef("pk")).order_by("-on_day")
        latest = Subquery(mails.values("state")[:1])
        return self.open().alias(latest=latest).filter(latest=Notice.State.FAILED)

    def to(self, email: str) -> Self:
        return self.filter(email__iexact=email)

    def by_address(self) -> Self:
        return self.order_by("email", "pk")

    def for_joining(self) -> Self:
        return self.select_related("cohort__module", "invited_by")


class Invitation(models.Model):
    """An email address asked to join a cohort. The link in the mail is signed, not stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("email address", max_length=254)
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(
        max_length=20, choices=Membership.Role.choices, default=Membership.Role.LEADER
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "cohort",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_open_a_cohort_and_address",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["leader", "facilitator"]), name="invitation_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {str(self.pk)[:8]}"

    def has_run_out(self, at: datetime) -> bool:
        return self.expires_at <= at

    def may_be_accepted(self, at: datetime) -> bool:
        """Not yet used, not taken back, and not too old."""
        return not (self.accepted_at or self.withdrawn_at or self.has_run_out(at))


@prepared
def _leaders_asked() -> models.QuerySet[Invitation, Any]:
    """One row of how many, or none."""
    asked = Invitation.objects.open().filter(cohort=given("cohort"), role=Membership.Role.LEADER)
    return asked.values("cohort").annotate(count=Count("pk")).values_list("count")
