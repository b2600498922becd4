"""Every page in the states that a person may meet it in, for the tests that look at them all.

`LOOKS` says how to come to each; `EXCUSED` names the addresses that are no page, and why. The test
that compares both with the URLconf fails for a page that is in neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from operator import attrgetter

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from frameworks.models import Element
from journal.cohorts.deeds import invite, renew_code
from journal.cohorts.links import token_of
from journal.mail.links import pause_link, stop_link
from journal.models import (
    Cohort,
    Entry,
    Invitation,
    Membership,
    Partnership,
    Revision,
    SharedCopy,
    SharedTag,
    SheetGap,
)
from journal.revisions import keep_conflict
from journal.writing.deeds import bin_entry
from partnership.people.models import User
from tests.browser.desk import DeskWorld, replied_meanwhile, signed_out_reply
from tests.factories import (
    ask_for,
    make_cohort,
    make_entry,
    make_partnership,
    make_person,
    second_reading,
    share,
)

ENDLESS = "Wrenfold-and-Ashlathe-and-Cressing-and-Little-Hallowby-transition-and-reading-group"
LONG = "What the four heads and the two trusts settled on in the end, and what each gave up for it"


class World(DeskWorld):
    """The demo, and beside it someone with nothing yet and someone with a great deal."""

    module, unanswered, one, two = "partnership_working", "act_staff", 1, 2
    levels, strands = "himmelman_linkage", "hargreaves_maturity"
    factors, stages = "briggs_factors", "maturity_stages"
    one_level = "networking"
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
    def shared(self) -> Entry:
        """Tagged, in two versions and shared with the cohort."""
        kept = Entry.objects.owned_by(self.leader).in_journal()
        return kept.get(title="Two pages out of forty")

    @cached_property
    def draft(self) -> Entry:
        return Entry.objects.owned_by(self.leader).in_journal().drafts().get()

    @cached_property
    def answered(self) -> Entry:
        """Shared, with a reply that has not been read."""
        return Entry.objects.owned_by(self.leader).get(title="What is different for them")

    @cached_property
    def private(self) -> Entry:
        return make_entry(self.leader, f"{LONG}.\n\n{ENDLESS}\n\n- one\n- two", title=ENDLESS)

    @cached_property
    def empty(self) -> Entry:
        return make_entry(self.leader, "", done_at=None)

    @cached_property
    def conflict(self) -> Revision:
        """What another window wrote."""
        entry = make_entry(self.leader, "From this window.")
        return keep_conflict(entry, title="", body="From the other.", base_version=1)

    @cached_property
    def latest(self) -> Entry:
        return Entry.objects.owned_by(self.prolific).in_journal().latest("started_at")

    @cached_property
    def partnership(self) -> Partnership:
        return Partnership.objects.owned_by(self.leader).get(name__contains="transition")

    @cached_property
    def endless(self) -> Partnership:
        return Partnership.objects.owned_by(self.prolific).get(name=ENDLESS)

    @cached_property
    def copy(self) -> SharedCopy:
        return SharedCopy.objects.readable_by(self.facilitator).get(entry=self.answered)

    @cached_property
    def asked(self) -> SharedCopy:
        """With three lines that its author was asked about: one answered, one refused, one not."""
        copy = SharedCopy.objects.given_by(self.leader).get(entry=self.shared)
        for words, consent in zip(copy.body.split(". "), ("named", "no", ""), strict=False):
            ask_for(copy, words, self.facilitator, consent=consent)
        return copy

    @cached_property
    def cohort(self) -> Cohort:
        """The demo's."""
        return Cohort.objects.get(key="vellshire_autumn")

    @cached_property
    def untagged(self) -> SharedCopy:
        """That the facilitator has neither opened nor tagged."""
        return SharedCopy.objects.for_facilitator(self.facilitator).latest("text_given_at")

    @cached_property
    def tagged_blind(self) -> SharedCopy:
        """That the facilitator is tagging without seeing others' tags."""
        return tagged_by(self.facilitator, 0, is_blind=True, done_at=None)

    @cached_property
    def tagged_twice(self) -> SharedCopy:
        """By its author, and by the facilitator, who is done."""
        return tagged_by(self.facilitator, 1)

    @cached_property
    def tagged_in_pairs(self) -> Cohort:
        """Where two facilitators tagged twenty-four texts of two levels without looking."""
        author, colleague = make_person("Ambrose Tindle"), make_person(f"Dorothea {ENDLESS}")
        cohort = make_cohort(leaders=(author,), facilitators=(self.facilitator, colleague))
        levels = Element.objects.offered().filter(edition__framework__key=self.levels)
        for number in range(24):
            copy = share(make_entry(author, LONG, title=ENDLESS), cohort)
            theirs, mine, other = (levels[at // 2] for at in (number % 3, number % 4, number % 3))
            SharedTag.objects.create(copy=copy, element=theirs, start=0, end=len(LONG))
            for person, level in ((self.facilitator, mine), (colleague, other)):
                now = timezone.now()
                blind = {"is_blind": True, "done_at": now, "saw_other_tags_at": now}
                second_reading(copy, person, (level, ""), **blind)
        return cohort

    @cached_property
    def given_anew(self) -> SharedCopy:
        """In another text than the facilitator tagged."""
        long_ago = timezone.now() - timedelta(days=900)
        return tagged_by(self.facilitator, 2, text_given_at=long_ago)

    @cached_property
    def quiet_cohort(self) -> Cohort:
        """Facilitated by the same person: forty leaders with long names who shared nothing."""
        people = [make_person(f"{number} {ENDLESS}") for number in range(40)]
        return make_cohort(leaders=tuple(people), facilitators=(self.facilitator,), name=LONG)

    @cached_property
    def starting(self) -> User:
        """Facilitates a cohort that has shared nothing."""
        person = make_person("Starting Facilitator")
        make_cohort(facilitators=(person,), name="Spring")
        return person

    @cached_property
    def full_sheet(self) -> Cohort:
        """Six lines as long as they may be, gaps, and others not answered yet."""
        cohort = self.asked.cohort
        body = " ".join(f"{chr(65 + number)}{'e word ' * 42}ends." for number in range(6))
        copy = share(make_entry(self.leader, body), cohort)
        for sentence in copy.body.split(". "):
            ask_for(copy, f"{sentence.rstrip('.')}.", self.facilitator, consent="unnamed")
        gaps = ("question", "act_staff"), ("question", "act_vision")
        for kind, key in (*gaps, ("element", "hargreaves_maturity/high_social_capital")):
            SheetGap.objects.create(cohort=cohort, kind=kind, key=key, added_by=self.facilitator)
        return cohort

    @cached_property
    def crowded(self) -> Cohort:
        """Of the demo's module, with a long name, a code, and invitations in every state."""
        people = (self.prolific, *(make_person(f"Leader {number}") for number in range(12)))
        first, second = make_person("Facilitating One"), make_person(f"Two {ENDLESS}")
        cohort = make_cohort(leaders=people, facilitators=(first, second), name=LONG)
        renew_code(cohort)
        long_ago = timezone.now() - timedelta(days=30)
        for number, state in enumerate(("queued", "failed", "dropped")):
            email = f"{ENDLESS[:50]}@{number}.example".lower()
            invited = invite(cohort, email=email, name=LONG, role="leader", by=first, at=long_ago)
            invited.notices.update(state=state)
        return cohort

    @cached_property
    def invitation(self) -> Invitation:
        """To somebody who has no account yet."""
        asked = {"email": "new.leader@example.org", "name": "New Leader", "role": "leader"}
        return invite(self.cohort, **asked, by=self.facilitator)

    @cached_property
    def to_newcomer(self) -> Invitation:
        """To somebody who has an account, and is in no cohort."""
        return invite(self.cohort, email=self.outsider.email, role="facilitator", by=None)

    @cached_property
    def new_token(self) -> str:
        return token_of(self.invitation)

    @cached_property
    def known_token(self) -> str:
        return token_of(self.to_newcomer)

    @cached_property
    def old_token(self) -> str:
        return token_of(self.crowded.invitations.earliest("email"))

    @cached_property
    def reset_key(self) -> str:
        return user_pk_to_url_str(self.leader)

    @cached_property
    def reset_token(self) -> str:
        return default_token_generator.make_token(self.leader)

    @cached_property
    def away(self) -> User:
        """Has put reminders off for a month."""
        until = timezone.localdate() + timedelta(days=30)
        return make_person("Gone Fishing", reminders_paused_until=until)

    @cached_property
    def stop_token(self) -> str:
        return stop_link(self.leader.pk, "reminder").rstrip("/").rpartition("/")[2]

    @cached_property
    def pause_token(self) -> str:
        return pause_link(self.leader.pk).rstrip("/").rpartition("/")[2]

    @cached_property
    def without_password(self) -> User:
        person = make_person("Let In By Hand")
        person.set_unusable_password()
        person.save()
        return person


def tagged_by(person: User, number: int, **fields: object) -> SharedCopy:
    """One of the oldest copies on this person's desk, tagged by them too, and not all alike."""
    copy = SharedCopy.objects.for_facilitator(person).oldest_first()[number]
    elements = list(Element.objects.offered().with_framework()[:20:9])
    words = copy.body.split(". ")[1]
    seen = {"saw_other_tags_at": timezone.now()}
    tags = [(elements[0], words), *((one, "") for one in elements)]
    tags += [(given.element, "") for given in copy.tags.filter(start=None)[:2]]
    second_reading(copy, person, *tags, **{**seen, **fields}, reason=LONG)
    return copy


def add_without_ticking(page: Page, world: World) -> None:
    press("Add what I ticked")(page, world)
    expect(page.get_by_text("There is a problem")).to_be_visible()


def decide_nothing(page: Page, world: World) -> None:
    page.locator("main details").first.evaluate("one => { one.open = true }")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep this").first.click()
    expect(page.get_by_text("There is a problem")).to_be_visible()


Act = Callable[[Page, World], object]


@dataclass(frozen=True)
class Look:
    """One page in one state: whose it is, its address, and what to do before looking.

    `of` names what of the world stands in the address, in order: "shared.pk one".
    """

    name: str
    state: str = "full"
    who: str | None = "leader"
    of: str = ""
    query: str = ""
    act: Act | None = None

    def address(self, world: World) -> str:
        if self.name == NOWHERE:
            return "/nothing/here/"
        arguments = [attrgetter(path)(world) for path in self.of.split()]
        return reverse(self.name, args=arguments) + self.query

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


NOWHERE = "no such address"


def press(button: str) -> Act:
    """Press it and wait for the page that answers; the one at hand is about to go."""

    def act(page: Page, world: World) -> None:
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=button).click()

    return act


def without_token(page: Page, world: World) -> None:
    """Send a form as a page does whose sign-in has changed since."""
    with page.expect_navigation():
        page.evaluate(
            """() => {
              const form = document.querySelector("main form[method=post]");
              form.querySelector("[name=csrfmiddlewaretoken]").value = "x".repeat(64);
              form.submit();
            }"""
        )


def signed_out_words(page: Page, world: World) -> None:
    """Press a button after the session has gone, on a sheet whose script is not there."""
    page.locator("#body").evaluate("field => { field.value = 'Words that must not go.' }")
    page.context.clear_cookies(name="sessionid")
    page.evaluate(
        """() => {
          const form = document.querySelector("#sheet");
          form.querySelector("[name=do]").name = "";
          form.submit();
        }"""
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Your words are safe")


def nothing_written(page: Page, world: World) -> None:
    press("Done")(page, world)
    expect(page.get_by_text("There is a problem")).to_be_visible()


def wrong_password(page: Page, world: World) -> None:
    page.get_by_label("Email address").fill("bryony@demo.example")
    page.get_by_label("Password", exact=True).fill("not the password")
    press("Sign in")(page, world)
    expect(page.get_by_text("There is a problem")).to_be_visible()


def unfilled(button: str) -> Act:
    """Press it with nothing filled in, whatever the browser thinks of that."""

    def act(page: Page, world: World) -> None:
        typed = page.locator("main input:not([type=hidden], [type=radio], [type=checkbox])")
        typed.evaluate_all("all => all.forEach(one => { one.value = '' })")
        press(button)(page, world)
        expect(page.get_by_text("There is a problem")).to_be_visible()

    return act


def some_wrong(page: Page, world: World) -> None:
    """Two lines right and three wrong, one of them very long."""
    lines = ["a@example.org", "b@example.org", "a@example.org", "no address", ENDLESS * 2]
    page.get_by_label("Email addresses").fill("\n".join(lines))
    press("Invite")(page, world)
    expect(page.get_by_text("3 of 5 lines need another look")).to_have_count(2)


def none_right(page: Page, world: World) -> None:
    page.get_by_label("Email addresses").fill("bryony@demo.example")
    press("Invite")(page, world)
    expect(page.get_by_text("In this cohort already.").first).to_be_visible()


def everything_in_the_panel(page: Page, world: World) -> None:
    """Everything in the tag panel at once, with the finder in use."""
    expect(page.locator("#tag-panel")).to_be_visible()
    page.locator("#tag-q").press_sequentially("trust")
    expect(page.locator("#tag-found li").first).to_be_visible()
    open_all(page, world)


def in_the_sheet(page: Page, world: World) -> None:
    """The panel is a part of the page "Write", which asks for it."""
    page.goto(reverse("writing:entry-edit", args=[world.draft.pk]))
    everything_in_the_panel(page, world)


def nothing_found(page: Page, world: World) -> None:
    page.locator("#tag-q").press_sequentially("zzz")
    expect(page.locator("#tag-found")).to_contain_text("Nothing found")


def after_asking(page: Page, world: World) -> None:
    """Come back once lines of the leader were asked about."""
    assert world.asked
    page.reload()


def use_first_gap(page: Page, world: World) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Use in next session").first.click()


def open_all(page: Page, world: World) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def changed_on_the_way(page: Page, world: World) -> None:
    """The link as some mail program broke it."""
    page.goto(reverse("mail:stop", args=["broken"]))
    expect(page.get_by_role("heading", level=1)).to_have_text("This link does not work")


def no_such_day(page: Page, world: World) -> None:
    page.get_by_label("From a day of my own").check()
    press("Save")(page, world)
    expect(page.get_by_text("There is a problem")).to_be_visible()


def served(template: str) -> Act:
    """A page that only a fault brings up, served in place of the one at hand."""

    def act(page: Page, world: World) -> None:
        body = render_to_string(template)
        page.route(
            "**/sign-in/**", lambda route: route.fulfill(body=body, content_type="text/html")
        )
        page.reload()

    return act


STRANDS, QUESTIONS = "?framework=hargreaves_maturity", "?rows=question&order=least"

LOOKS: dict[str, list[Look]] = {
    "signing in": [
        Look("account_login", who=None),
        Look("account_login", "error", who=None, act=wrong_password),
        Look("account_login", "lapsed", who=None, query="?next=/journal/"),
        Look("account_inactive", who=None),
        Look("account_reset_password", who=None),
        Look("account_reset_password", "error", who=None, act=unfilled("Send")),
        Look("account_reset_password_done", who=None),
        Look("account_reset_password_from_key", who=None, of="reset_key reset_token"),
        Look(
            "account_reset_password_from_key",
            "error",
            who=None,
            of="reset_key reset_token",
            act=unfilled("Save my new password"),
        ),
        Look("account_reset_password_from_key", "used", who=None, of="reset_key one"),
        Look("account_reset_password_from_key_done", who=None),
    ],
    "trouble": [
        Look(NOWHERE, "404, signed out", who=None),
        Look(NOWHERE, "404"),
        Look("settings", "403, stale page", act=without_token),
        Look("account_login", "400", who=None, act=served("400.html")),
        Look("account_login", "403", who=None, act=served("403.html")),
        Look("account_login", "429", who=None, act=served("429.html")),
        Look("account_login", "500", who=None, act=served("500.html")),
    ],
    "home": [
        Look("writing:home"),
        Look("writing:home", "empty", who="newcomer"),
        Look("writing:home", "no cohort", who="outsider"),
        Look("writing:home", "long", who="prolific"),
        Look("writing:home", "of a facilitator", who="facilitator"),
        Look("writing:home", "of an admin", who="admin"),
        Look("welcome"),
        Look("welcome", "no cohort", who="outsider"),
    ],
    "module": [
        Look("writing:module", of="module"),
        Look("writing:module", "empty", who="newcomer", of="module"),
    ],
    "writing": [
        Look("writing:entry-new"),
        Look("writing:entry-new", "empty", who="outsider"),
        Look("writing:entry-new", "error", who="prolific", act=nothing_written),
        Look("writing:question-answer", of="unanswered"),
        Look("writing:entry-edit", "shared", of="shared.pk", act=open_all),
        Look("writing:tag-panel", of="draft.pk", act=in_the_sheet),
        Look("writing:version", "conflict", of="conflict.entry_id conflict.number"),
        Look("writing:entry-new", "signed out", act=signed_out_words),
    ],
    "tagging": [
        Look("tagging:entry-tags", of="shared.pk", act=everything_in_the_panel),
        Look("tagging:entry-tags", "none", of="private.pk", act=nothing_found),
        Look("tagging:entry-tags", "nothing written", of="empty.pk"),
    ],
    "reading": [
        Look("writing:entry", "shared", of="shared.pk", act=open_all),
        Look("writing:entry", "new reply", of="answered.pk"),
        Look("writing:entry", "long words", of="private.pk"),
        Look("writing:entry", "empty", of="empty.pk"),
        Look("writing:version-list", of="shared.pk"),
        Look("writing:version-list", "empty", of="empty.pk"),
        Look("writing:version", of="shared.pk one"),
        Look("writing:version", "compared", of="shared.pk two"),
        Look("writing:entry-delete", of="shared.pk"),
    ],
    "journal": [
        Look("writing:journal", act=open_all),
        Look("writing:journal", "found", query="?q=partner&shared=yes"),
        Look("writing:journal", "nothing found", query="?q=zzz&module=zzz"),
        Look("writing:journal", "empty", who="newcomer"),
        Look("writing:journal", "65 entries", who="prolific", query="?page=2"),
        Look("writing:bin", who="prolific"),
        Look("writing:bin", "empty", who="newcomer"),
    ],
    "sharing": [
        Look("sharing:entry-share", "again", of="shared.pk"),
        Look("sharing:entry-share", "first", of="private.pk"),
        Look("sharing:entry-share", "error", of="empty.pk", act=press("Share")),
        Look("sharing:entry-share", "nobody", who="prolific", of="latest.pk"),
        Look("sharing:copy-widen", of="answered.pk"),
    ],
    "lines": [
        Look("consent:lines", "empty", who="newcomer"),
        Look("consent:lines", act=after_asking),
        Look("review:line-ask", who="facilitator", of="asked.pk", act=open_all),
        Look("review:line-ask", "error", who="facilitator", of="asked.pk", act=press("Ask Bryony")),
        Look("review:session", who="facilitator", of="full_sheet.pk", act=open_all),
        Look("review:find", who="facilitator", act=open_all),
        Look("review:find", "found", who="facilitator", query="?q=partner&from=2020-01-01"),
        Look("review:find", "nothing", who="facilitator", query="?q=zzz&from=2026-02-02&to=x"),
        Look("review:find", "empty", who="starting"),
        Look("review:session", "empty", who="facilitator", of="quiet_cohort.pk"),
        Look(
            "review:session", "too long", who="facilitator", of="full_sheet.pk", query="?blanks=20"
        ),
    ],
    "comparing": [
        Look("comparing:second-reading", "new", who="facilitator", of="untagged.pk"),
        Look("comparing:second-reading", who="facilitator", of="tagged_blind.pk", act=open_all),
        Look(
            "comparing:second-reading",
            "error",
            who="facilitator",
            of="tagged_blind.pk",
            query="?q=trust&framework=stakeholders",
            act=add_without_ticking,
        ),
        Look("comparing:second-reading", "done", who="facilitator", of="tagged_twice.pk"),
        Look("comparing:second-reading", "stale", who="facilitator", of="given_anew.pk"),
        Look("comparing:copy-comparison", who="facilitator", of="tagged_twice.pk", act=open_all),
        Look(
            "comparing:copy-comparison",
            "error",
            who="facilitator",
            of="tagged_twice.pk",
            act=decide_nothing,
        ),
        Look("comparing:copy-comparison", "not looked", who="facilitator", of="untagged.pk"),
        Look("comparing:copy-comparison", "empty", who="facilitator", of="given_anew.pk"),
        Look("comparing:comparison", who="facilitator", of="cohort.pk"),
        Look("comparing:comparison", "empty", who="facilitator", of="quiet_cohort.pk"),
        Look(
            "comparing:comparison-element",
            "levels",
            who="facilitator",
            of="tagged_in_pairs.pk levels one_level",
            act=open_all,
        ),
        Look(
            "comparing:comparison-element",
            "empty",
            who="facilitator",
            of="quiet_cohort.pk factors never_shared",
        ),
        Look("comparing:together", who="facilitator", of="cohort.pk"),
        Look("comparing:together", "empty", who="facilitator", of="quiet_cohort.pk"),
        Look(
            "comparing:together",
            "texts",
            who="facilitator",
            of="cohort.pk",
            query="?one=himmelman_linkage/networking&other=hargreaves_maturity/evaluation_challenge",
        ),
        Look("comparing:element", who="facilitator", of="cohort.pk strands much_shared"),
        Look("comparing:element", "empty", who="facilitator", of="cohort.pk factors never_shared"),
    ],
    "cohort": [
        Look("review:cohort", who="facilitator", of="cohort.pk"),
        Look("review:leader", who="facilitator", of="cohort.pk leader.pk"),
        Look("review:coverage", who="facilitator", of="cohort.pk", query=STRANDS),
        Look("review:coverage", "list", who="facilitator", of="cohort.pk", query="?layout=list"),
        Look("review:coverage", "questions", who="facilitator", of="cohort.pk", query=QUESTIONS),
        Look("review:movement", who="facilitator", of="cohort.pk"),
        Look("review:gaps", who="facilitator", of="cohort.pk"),
        Look("review:gaps", "used", who="facilitator", of="cohort.pk", act=use_first_gap),
        Look("review:movement", "empty", who="facilitator", of="quiet_cohort.pk"),
        Look("review:gaps", "empty", who="facilitator", of="quiet_cohort.pk"),
        Look("review:cohort", "empty, forty leaders", who="facilitator", of="quiet_cohort.pk"),
        Look("review:coverage", "empty, forty leaders", who="facilitator", of="quiet_cohort.pk"),
    ],
    "desk": [
        Look("review:to-read", who="facilitator"),
        Look("review:to-read", "of a leader", who="outsider"),
        Look("review:to-read", "empty", who="quiet_facilitator"),
        Look("review:to-read", "full, two modules", who="busy_facilitator"),
        Look("review:to-read", "by person", who="busy_facilitator", query="?by=person&page=2"),
        Look("review:shared", who="busy_facilitator"),
        Look("review:shared", "of a leader", who="newcomer"),
        Look("review:copy", who="facilitator", of="copy.pk", act=open_all),
        Look("review:copy", "of a peer", who="newcomer", of="shared.shared_copy.pk"),
        Look("review:copy", "full", who="busy_facilitator", of="full_copy.pk", act=open_all),
        Look("review:copy", "error", who="facilitator", of="copy.pk", act=press("Send and open")),
        Look(
            "review:copy",
            "replied meanwhile",
            who="busy_facilitator",
            of="full_copy.pk",
            act=replied_meanwhile,
        ),
        Look(
            "review:copy",
            "next",
            who="busy_facilitator",
            of="full_copy.pk",
            act=press("Come back later"),
        ),
        Look(
            "review:copy",
            "signed out",
            who="signed_out_facilitator",
            of="signed_out_copy.pk",
            act=signed_out_reply,
        ),
        Look("review:done", who="quiet_facilitator"),
        Look("review:done", "put off", who="put_off_by"),
        Look("review:kept-list", who="busy_facilitator"),
        Look("review:kept-list", "empty", who="quiet_facilitator"),
        Look("review:kept", who="busy_facilitator", of="kept_id"),
        Look("threads:draft-both", who="busy_facilitator", of="both_id"),
        Look("review:starter-list", who="busy_facilitator"),
        Look("review:starter-list", "empty, error", who="quiet_facilitator", act=press("Add")),
        Look("review:starter-edit", who="busy_facilitator", of="starter.pk"),
    ],
    "partnerships": [
        Look("partnerships:partnership-list"),
        Look("partnerships:partnership-list", "empty", who="newcomer"),
        Look("partnerships:partnership-list", "long", who="prolific"),
        Look("partnerships:partnership-add"),
        Look("partnerships:partnership-add", "error", act=unfilled("Add")),
        Look("partnerships:partnership", of="partnership.pk"),
        Look("partnerships:partnership", "long", who="prolific", of="endless.pk"),
        Look("partnerships:partnership-edit", of="partnership.pk"),
        Look("partnerships:partnership-end", of="partnership.pk"),
        Look("partnerships:partnership-end", "error", of="partnership.pk", act=unfilled("ended")),
    ],
    "cohorts": [
        Look("manage:start", who="admin"),
        Look("cohorts:cohort-list", who="admin"),
        Look("cohorts:cohort-list", "of a facilitator", who="facilitator"),
        Look("cohorts:cohort-list", "of a leader"),
        Look("cohorts:cohort-list", "none", who="outsider"),
        Look("cohorts:cohort-add", who="admin"),
        Look("cohorts:cohort-add", "error", who="facilitator", act=unfilled("Add")),
        Look("cohorts:cohort-edit", who="facilitator", of="cohort.pk"),
        Look("cohorts:people", who="facilitator", of="cohort.pk"),
        Look("cohorts:people", "long", who="admin", of="crowded.pk"),
        Look("cohorts:invite", who="facilitator", of="cohort.pk"),
        Look("cohorts:invite", "some wrong", "facilitator", "cohort.pk", act=some_wrong),
        Look("cohorts:invite", "none right", "facilitator", "cohort.pk", act=none_right),
        Look("cohorts:person-remove", who="admin", of="crowded.pk prolific.pk"),
        Look("cohorts:person-move", who="admin", of="crowded.pk prolific.pk"),
        Look("cohorts:leave", of="cohort.pk"),
        Look("cohorts:leave", "must stay", who="facilitator", of="cohort.pk"),
    ],
    "joining": [
        Look("cohorts:join"),
        Look("cohorts:join", "error", act=unfilled("Go on")),
        Look("cohorts:join", "signed out", who=None),
        Look("cohorts:join", "signed out, error", who=None, act=unfilled("Send")),
        Look("cohorts:join-asked", who=None),
        Look("cohorts:join-code", of="crowded.join_code"),
        Look("cohorts:join-code", "wrong", of="module"),
        Look("cohorts:join-code", "signed out", who=None, of="module"),
        Look("cohorts:invitation", "new", who=None, of="new_token"),
        Look("cohorts:invitation", "error", who=None, of="new_token", act=unfilled("Join")),
        Look("cohorts:invitation", "has an account", who=None, of="known_token"),
        Look("cohorts:invitation", "signed in", who="outsider", of="known_token"),
        Look("cohorts:invitation", "somebody else", of="new_token"),
        Look("cohorts:invitation", "ran out", who=None, of="old_token"),
    ],
    "settings": [
        Look("settings"),
        Look("settings", "of a facilitator", who="facilitator"),
        Look("settings", "reminders put off", who="away"),
        Look("settings", "saved", who="prolific", act=press("Save reminders")),
        Look("settings", "error", act=unfilled("Save about me")),
        Look("account_change_password"),
        Look("account_change_password", "error", act=unfilled("password")),
        Look("account_set_password", who="without_password"),
        Look("account_logout"),
    ],
    "mail": [
        Look("mail:pause", who=None, of="pause_token"),
        Look("mail:pause", "error", who=None, of="pause_token", act=no_such_day),
        Look("mail:pause", "paused", who=None, of="pause_token", act=press("Save")),
        Look("mail:stop", who=None, of="stop_token"),
        Look("mail:stop", "stopped", who=None, of="stop_token", act=press("Stop these mails")),
        Look("mail:pause", "off", who=None, of="pause_token"),
        Look("mail:stop", "broken", who=None, of="stop_token", act=changed_on_the_way),
    ],
    "frameworks": [
        Look("frameworks:framework-list"),
        Look("frameworks:framework", "levels", of="levels"),
        Look("frameworks:framework", "strands", of="strands"),
        Look("frameworks:framework", "factors", of="factors"),
        Look("frameworks:framework", "stages", of="stages"),
    ],
}

A_FILE = "a file to keep, whose page is looked at"
POSTS_ONLY = "a button, with no page of its own: what follows it is looked at"
EXCUSED: dict[str, str] = {
    "review:coverage-file": A_FILE,
    "review:gap-use": POSTS_ONLY,
    "settings-save": POSTS_ONLY,
    "writing:earlier-skip": POSTS_ONLY,
    "writing:replies-read": POSTS_ONLY,
    "writing:draft-save": POSTS_ONLY,
    "writing:version-restore": POSTS_ONLY,
    "writing:entry-undelete": POSTS_ONLY,
    "tagging:tag-toggle": POSTS_ONLY,
    "tagging:level-set": POSTS_ONLY,
    "tagging:passage-settle": POSTS_ONLY,
    "sharing:copy-withdraw": POSTS_ONLY,
    "consent:line-answer": POSTS_ONLY,
    "sharing:copy-narrow": POSTS_ONLY,
    "review:copy-next": "leads on to a copy or to the end, which are looked at",
    "review:copy-later": "the same, for what was put off",
    "review:copy-reply": POSTS_ONLY,
    "review:kept-delete": POSTS_ONLY,
    "review:starter-move": POSTS_ONLY,
    "review:starter-delete": POSTS_ONLY,
    "threads:draft-save": POSTS_ONLY,
    "threads:answer-send": POSTS_ONLY,
    "review:line-remove": POSTS_ONLY,
    "review:gap-remove": POSTS_ONLY,
    "cohorts:code-renew": POSTS_ONLY,
    "cohorts:code-end": POSTS_ONLY,
    "cohorts:invitation-send": POSTS_ONLY,
    "cohorts:invitation-take-back": POSTS_ONLY,
    "partnerships:partnership-resume": POSTS_ONLY,
    "comparing:element-file": A_FILE,
    "comparing:second-reading-state": POSTS_ONLY,
    "comparing:second-tag": POSTS_ONLY,
    "tagging:element-find": "a part of “Tag it”, looked at there with its finds",
}
ELSEWHERE = {"admin": "Django's own pages, whose content policy test_frameworks.py looks at"}


def addresses() -> Iterator[tuple[str, str]]:
    """Every address of the site: its name, and its pattern with each parameter as <name>."""
    yield from _addresses(get_resolver(), "", "")


def _addresses(resolver: URLResolver, space: str, before: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}", pattern
        elif one.namespace not in ELSEWHERE:
            yield from _addresses(one, f"{one.namespace}:" if one.namespace else space, pattern)
