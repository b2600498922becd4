"""The demo, and beside it someone with nothing yet and someone with a great deal."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from journal.models import Cohort, Entry, Membership, Question
from journal.writing.deeds import bin_entry
from partnership.people.models import User
from tests.factories import make_cohort, make_entry, make_partnership, make_person

ENDLESS = "Wrenfold-and-Ashlathe-and-Cressing-and-Little-Hallowby-transition-and-reading-group"
LONG = "What the four heads and the two trusts settled on in the end, and what each gave up for it"


class Demo:
    """What every part of the catalogue starts from."""

    module, unanswered, one, two = "partnership_working", "act_staff", 1, 2
    levels, strands = "himmelman_linkage", "hargreaves_maturity"
    factors, stages = "briggs_factors", "maturity_stages"
    the_end, prompt = "end_of_module", "fu_end_purposes"
    one_level, answered_twice, one_lens = "networking", "pr_purposes", "lens_partners"
    much_shared, never_shared = "evaluation_challenge", "joint_decision_making"

    @cached_property
    def leader(self) -> User:
        return User.objects.get(email="bryony@demo.example")

    @cached_property
    def facilitator(self) -> User:
        return User.objects.get(email="rosalind@demo.example")

    @cached_property
    def admin(self) -> User:
        return User.objects.get(email="admin@demo.example")

    @cached_property
    def newcomer(self) -> User:
        """In the cohort, and has written nothing."""
        person = make_person("New Arrival")
        Membership.objects.create(cohort=self.cohort, person=person, role="leader")
        return person

    @cached_property
    def finisher(self) -> User:
        """Whose module ends today, and who has answered, planned and placed something."""
        person = make_person("Just Finished")
        today = timezone.localdate()
        make_cohort(leaders=(person,), module=self.cohort.module, module_ends_on=today,
                    starts_on=today - timedelta(days=60))  # fmt: skip
        question = Question.objects.get(key="pr_begin")
        make_entry(person, LONG, question=question, started_at=timezone.now() - timedelta(days=50))
        make_partnership(person, ENDLESS)
        link = make_partnership(person, LONG)
        make_entry(person, LONG, follow_up="fu_end_linkage").partnerships.add(link)
        return person

    @cached_property
    def outsider(self) -> User:
        """In no cohort at all, and without a name."""
        return make_person("")

    @cached_property
    def prolific(self) -> User:
        """Sixty-five entries, and names that do not break anywhere."""
        person = make_person(f"Alexandrina {ENDLESS}")
        link = make_partnership(person, ENDLESS, organisation=ENDLESS, description=LONG)
        make_partnership(person, LONG, ended_on=timezone.localdate())
        for days in range(65):
            at = timezone.now() - timedelta(days=days)
            title = (LONG, ENDLESS, "")[days % 3]
            entry = make_entry(person, f"{LONG}. {ENDLESS}.", title=title, done_at=at)
            entry.partnerships.add(link)
            if days < 3:
                bin_entry(entry)
        return person

    @cached_property
    def cohort(self) -> Cohort:
        """The demo's."""
        return Cohort.objects.get(key="vellshire_autumn")

    @cached_property
    def shared(self) -> Entry:
        """Tagged, in two versions and shared with the cohort."""
        kept = Entry.objects.owned_by(self.leader).in_journal()
        return kept.get(title="Two pages out of forty")

    @cached_property
    def answered(self) -> Entry:
        """Shared, with a reply that has not been read."""
        return Entry.objects.owned_by(self.leader).get(title="What is different for them")

    @cached_property
    def quiet_cohort(self) -> Cohort:
        """Facilitated by the same person: forty leaders with long names who shared nothing."""
        people = [make_person(f"{number} {ENDLESS}") for number in range(40)]
        return make_cohort(leaders=tuple(people), facilitators=(self.facilitator,), name=LONG)
