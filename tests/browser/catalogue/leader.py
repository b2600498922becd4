"""What a leader has: home, the module, writing, tagging, reading, sharing, partnerships."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.models import Commitment, Entry, Partnership, Question, Revision
from journal.revisions import keep_conflict
from tests.factories import make_commitment, make_entry

from .demo import ENDLESS, LONG, Demo
from .looks import A_FILE, POSTS_ONLY, Look, Looks, open_all, press, unfilled


class LeaderWorld(Demo):
    """Mixed into the catalogue's world."""

    @cached_property
    def draft(self) -> Entry:
        return Entry.objects.owned_by(self.leader).in_journal().drafts().get()

    @cached_property
    def private(self) -> Entry:
        return make_entry(self.leader, f"{LONG}.\n\n{ENDLESS}\n\n- one\n- two", title=ENDLESS)

    @cached_property
    def answered_once(self) -> str:
        question = Question.objects.get(key="pr_why")
        make_entry(self.prolific, "Once.", question=question)
        return question.key

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
    def to_come(self) -> Commitment:
        return make_commitment(self.leader, will_text=LONG, due_on=date(2050, 1, 1))

    @cached_property
    def planned(self) -> Commitment:
        """The last of three: it came back today, told of one before it."""
        first = make_commitment(self.leader, outcome="changed", helped=f"{LONG}.", entry=self.draft)
        today = timezone.localdate()
        return make_commitment(self.leader, follows=first, will_text=ENDLESS, due_on=today)

    @cached_property
    def partnership(self) -> Partnership:
        return Partnership.objects.owned_by(self.leader).get(name__contains="transition")

    @cached_property
    def endless(self) -> Partnership:
        return Partnership.objects.owned_by(self.prolific).get(name=ENDLESS)


def signed_out_words(page: Page, world: LeaderWorld) -> None:
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
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to save your words")


def signing_out_unsaved(page: Page, world: LeaderWorld) -> None:
    page.route("**/draft/", lambda route: route.fulfill(status=413, json={"error": "Too much."}))
    page.locator("#body").fill("Words that must not go.")
    page.get_by_role("contentinfo").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def nothing_written(page: Page, world: LeaderWorld) -> None:
    press("Done")(page, world)
    expect(page.get_by_text("There is a problem")).to_be_visible()


def everything_in_the_panel(page: Page, world: LeaderWorld) -> None:
    """Everything in the tag panel at once, with the finder in use."""
    expect(page.locator("#tag-panel")).to_be_visible()
    page.locator("#tag-q").press_sequentially("trust")
    expect(page.locator("#tag-found li").first).to_be_visible()
    page.get_by_role("button", name="Suggest tags").click()
    expect(page.locator("#tag-likely li").first).to_be_visible()
    open_all(page, world)


def in_the_sheet(page: Page, world: LeaderWorld) -> None:
    """The panel is a part of the page "Write", which asks for it."""
    page.goto(reverse("writing:entry-edit", args=[world.draft.pk]))
    everything_in_the_panel(page, world)


def a_term_ago(page: Page, world: LeaderWorld) -> None:
    """Something was begun on this day then; and everything is open."""
    at = timezone.now() - timedelta(weeks=13)
    make_entry(world.leader, f"{LONG}. {ENDLESS}.", title=ENDLESS, started_at=at, done_at=at)
    page.reload()
    expect(page.get_by_text("On this day, last term")).to_be_visible()
    open_all(page, world)


def nothing_found(page: Page, world: LeaderWorld) -> None:
    page.locator("#tag-q").press_sequentially("zzz")
    expect(page.locator("#tag-found")).to_contain_text("Nothing found")


LOOKS: Looks = {
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
        Look("writing:entry-new", "in three parts", query="?shape=guided"),
        Look("writing:look-again", of="answered.pk one_lens"),
        Look("writing:entry-edit", "shared", of="shared.pk", act=open_all),
        Look("writing:tag-panel", of="draft.pk", act=in_the_sheet),
        Look("writing:version", "conflict", of="conflict.entry_id conflict.number"),
        Look("writing:entry-new", "signed out", act=signed_out_words),
        Look("writing:entry-new", "signing out", who="outsider", act=signing_out_unsaved),
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
        Look("writing:lens-list", of="answered.pk"),
        Look("writing:version-list", of="shared.pk"),
        Look("writing:version-list", "empty", of="empty.pk"),
        Look("writing:version-purge", of="shared.pk"),
        Look("writing:version-purge", "nothing to delete", of="empty.pk"),
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
    "looking back": [
        Look("looking_back:looking-back", act=a_term_ago),
        Look("looking_back:looking-back", "empty", who="newcomer"),
        Look("looking_back:line-keep", "error", of="shared.pk", act=press("Keep this line")),
        Look("looking_back:pair", of="answered_twice"),
        Look("looking_back:pair", "one answer", who="prolific", of="answered_once"),
        Look("looking_back:beside", of="shared.pk"),
        Look("looking_back:moment", of="module the_end", who="finisher"),
        Look("looking_back:moment", "empty", who="newcomer", of="module the_end"),
        Look("writing:prompt-answer", of="prompt", act=open_all),
        Look("writing:home", "with follow-ups", who="finisher"),
        Look("looking_back:tags"),
        Look("looking_back:tags", "factors", query="?framework=briggs_factors"),
        Look("looking_back:tags", "empty", who="newcomer"),
        Look("looking_back:element", of="levels one_level"),
        Look("looking_back:element", "one term", of="strands much_shared", query="?term=2026-0"),
        Look("looking_back:element", "empty", who="newcomer", of="levels one_level"),
    ],
    "commitments": [
        Look("looking_back:commitment", of="planned.pk"),
        Look("looking_back:commitment", "to come", of="to_come.pk", act=open_all),
        Look("looking_back:commitment-list"),
        Look("looking_back:commitment-list", "empty", who="newcomer"),
        Look("looking_back:commitment-add"),
        Look("looking_back:commitment-add", "error", act=unfilled("Add it")),
        Look("looking_back:commitment-edit", of="planned.pk"),
        Look("looking_back:commitment-delete", of="planned.pk"),
        Look("looking_back:writing-time"),
        Look("looking_back:writing-time", "error", act=unfilled("Put twenty minutes")),
    ],
    "sharing": [
        Look("sharing:entry-share", "again", of="shared.pk"),
        Look("sharing:entry-share", "first", of="private.pk"),
        Look("sharing:entry-share", "error", of="empty.pk", act=press("Share")),
        Look("sharing:entry-share", "nobody", who="prolific", of="latest.pk"),
        Look("sharing:copy-widen", of="answered.pk"),
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
}


EXCUSED: dict[str, str] = {
    "writing:earlier-skip": POSTS_ONLY,
    "looking_back:moment-put-off": POSTS_ONLY,
    "looking_back:moment-turn-off": POSTS_ONLY,
    "looking_back:moment-ask": POSTS_ONLY,
    "writing:replies-read": POSTS_ONLY,
    "writing:draft-save": POSTS_ONLY,
    "looking_back:commitment-calendar": A_FILE,
    "writing:version-restore": POSTS_ONLY,
    "writing:entry-undelete": POSTS_ONLY,
    "tagging:tag-toggle": POSTS_ONLY,
    "tagging:level-set": POSTS_ONLY,
    "tagging:passage-settle": POSTS_ONLY,
    "sharing:copy-withdraw": POSTS_ONLY,
    "sharing:copy-narrow": POSTS_ONLY,
    "partnerships:partnership-resume": POSTS_ONLY,
    "looking_back:opening-skip": POSTS_ONLY,
    "looking_back:line-let-go": POSTS_ONLY,
    "tagging:element-suggest": "a part of “Tag it”, looked at there with what it offers",
    "tagging:element-find": "a part of “Tag it”, looked at there with its finds",
}
