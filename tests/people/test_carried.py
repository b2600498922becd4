"""Words on a page whose session has gone, without a script: saved by their writer after signing in,
and by nobody else. In every room, since it is done in one place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from frameworks.editing.drafts import begin
from frameworks.models import Edition
from journal.models import (
    Cohort,
    DraftSheet,
    Entry,
    Invitation,
    Partnership,
    Reply,
    ReplyDraft,
    Starter,
)
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import (
    make_entry,
    make_framework,
    make_question,
    make_reply,
    share,
)
from tests.forms import Form, form_at, form_on, sign_in_with

WORDS = "What we <b>agreed</b> & “why”, 🙂.\n\n  And what we left out, at some length."
LINE = "What would you need to see, to know that it was working?"


class Room:
    """A page with words to be typed: whose, which field, and what is kept of them."""

    def __init__(
        self,
        who: str,
        page: Callable[[Cohort, User], str],
        kept: Callable[[], list[str]],
        *,
        field: str = "body",
        typed: str = WORDS,
        do: str = "",
        **others: str,
    ) -> None:
        self.who, self.page, self.kept, self.field, self.do = who, page, kept, field, do
        self.typed, self.others = typed, others

    def posted(self, form: Form, by: Client) -> HttpResponse:
        sent = {self.field: self.typed, **self.others}
        return form.post(by, self.do, **sent)


def entries() -> list[str]:
    every = Entry.objects.across_owners(reason="a test")
    return list(every.filter(shared_copy=None).values_list("body", flat=True))


def a_copy(cohort: Cohort, person: User) -> str:
    leader = cohort.memberships.leaders()[0].person
    return share(make_entry(leader), cohort).get_absolute_url()


def an_entry_with_a_reply(cohort: Cohort, person: User) -> str:
    copy = share(make_entry(person), cohort)
    make_reply(copy, cohort.memberships.facilitators()[0].person)
    return copy.entry.get_absolute_url()


def a_module(cohort: Cohort, person: User) -> str:
    return f"/manage/modules/{make_question().module.key}/about/"


def a_framework(cohort: Cohort, person: User) -> str:
    framework = make_framework("levels", ("one", "two"), kind="scale", name="Levels")
    begin(framework, by=person, at=timezone.now())
    return "/manage/frameworks/levels/draft/elements/one/"


def drafts(field: str) -> Callable[[], list[str]]:
    return lambda: list(
        ReplyDraft.objects.across_owners(reason="a test").values_list(field, flat=True)
    )


ROOMS = {
    "an entry": Room("bryony", lambda *_: "/write/", entries),
    "an entry that is done": Room("bryony", lambda *_: "/write/", entries, do="done"),
    "a reply": Room(
        "rosalind", a_copy, lambda: list(Reply.objects.values_list("body", flat=True)), do="send"
    ),
    "a reply half written": Room("rosalind", a_copy, drafts("body"), do="later"),
    "a note to self": Room("rosalind", a_copy, drafts("note"), field="note", do="note"),
    "an author’s answer": Room(
        "bryony",
        an_entry_with_a_reply,
        lambda: list(Reply.objects.values_list("body", flat=True)),
    ),
    "a sheet of a module": Room(
        "sam",
        a_module,
        lambda: [sheet.content["introduction"] for sheet in DraftSheet.objects.all()],
    ),
    "a sheet of a framework": Room(
        "sam",
        a_framework,
        lambda: list(Edition.objects.drafts().get().elements.values_list("note", flat=True)),
        field="note",
    ),
    "a partnership": Room(
        "bryony",
        lambda *_: "/partnerships/add/",
        lambda: list(
            Partnership.objects.across_owners(reason="a test").values_list("description", flat=True)
        ),
        field="description",
        name="Hollybank",
    ),
    "an opening line": Room(
        "rosalind",
        lambda *_: "/review/starters/",
        lambda: list(
            Starter.objects.across_owners(reason="a test").values_list("wording", flat=True)
        ),
        field="wording",
        typed=LINE,
    ),
    "invitations": Room(
        "rosalind",
        lambda cohort, _: f"/cohorts/{cohort.pk}/invite/",
        lambda: list(Invitation.objects.values_list("email", flat=True)),
        field="people",
        typed="new.leader@example.org",
        role="leader",
    ),
}


@pytest.fixture(params=ROOMS, ids=lambda name: name.replace(" ", "-"))
def room(request: pytest.FixtureRequest) -> Room:
    return ROOMS[request.param]


@pytest.fixture
def person(request: pytest.FixtureRequest, room: Room, autumn: Cohort) -> User:
    person: User = request.getfixturevalue(room.who)
    return person


@pytest.fixture
def form(room: Room, person: User, autumn: Cohort) -> Form:
    """As it was on the person's page while they were signed in."""
    return form_at(signed_in(person), room.page(autumn, person), room.field)


def test_what_was_sent_signed_out_is_kept_after_signing_in(
    client: Client, room: Room, person: User, form: Form
) -> None:
    page = room.posted(form, by=client)

    assert page.status_code == 401
    assert "<h1>Sign in to save your words</h1>" in page.text
    assert room.typed not in room.kept()
    answer = sign_in_with(page, client, person)
    assert answer.status_code == 302
    assert room.typed in room.kept()
    assert client.session[SESSION_KEY] == str(person.pk)


def test_it_can_be_read_by_nobody_meanwhile_and_is_stored_nowhere(
    client: Client, room: Room, form: Form
) -> None:
    page = room.posted(form, by=client)

    assert room.typed.split("\n")[0] not in page.text
    assert "agreed" not in page.text
    assert not any(room.typed[:20] in str(one.get_decoded()) for one in Session.objects.all())


def test_another_person_who_signs_in_neither_sees_nor_saves_it(
    client: Client, room: Room, form: Form, saoirse: User
) -> None:
    page = room.posted(form, by=client)

    answer = sign_in_with(page, client, saoirse)

    assert answer.status_code == 409
    assert "<h1>Someone else’s words</h1>" in answer.text
    assert room.typed[:20] not in answer.text
    assert "agreed" not in answer.text
    assert room.typed not in room.kept()


def test_another_person_who_is_signed_in_already_gets_nothing_of_it(
    room: Room, person: User, form: Form, saoirse: User
) -> None:
    client = signed_in(saoirse)

    answer = room.posted(form, by=client)

    assert answer.status_code == 409
    assert "agreed" not in answer.text
    assert room.typed not in room.kept()
    page = form_on(answer, "carried", "/sign-in/").post(client, "sign-out")
    assert sign_in_with(page, client, person).status_code == 302
    assert room.typed in room.kept()


def test_a_stale_token_hands_back_the_words_with_a_fresh_one(
    room: Room, person: User, form: Form
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/settings/")

    page = room.posted(form, by=client)

    assert page.status_code == 403
    assert "<h1>Not saved yet</h1>" in page.text
    again = form_on(page, room.field)
    assert again.fields[room.field] == [room.typed]
    assert again.post(client).status_code == 302
    assert room.typed in room.kept()


def test_a_stale_token_of_nobody_s_session_leads_to_signing_in(
    room: Room, person: User, form: Form
) -> None:
    client = Client(enforce_csrf_checks=True)

    page = room.posted(form, by=client)

    assert page.status_code == 401
    assert sign_in_with(page, client, person).status_code == 302
    assert room.typed in room.kept()
