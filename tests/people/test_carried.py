"""Words on a page whose session has gone, without a script: saved by their writer after signing in,
and by nobody else. In every room, since it is done in one place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from unicodedata import normalize
from unittest import mock

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import OperationalError
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
from journal.writing import autosave
from partnership import carried
from partnership.people.models import User
from partnership.text import MOST_CHARACTERS
from tests.conftest import signed_in
from tests.factories import (
    PASSWORD,
    make_entry,
    make_framework,
    make_question,
    make_reply,
    share,
)
from tests.forms import Form, form_at, form_on, forms_on

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


def sign_in_with(page: HttpResponse, client: Client, person: User, **changes: str) -> HttpResponse:
    form = form_on(page, "login", "/sign-in/")
    return form.post(client, **{"login": person.email, "password": PASSWORD, **changes})


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


# On the way


@pytest.fixture
def carried_page(client: Client, as_bryony: Client) -> HttpResponse:
    """The sign-in page with what Bryony wrote."""
    return form_at(as_bryony, "/write/", "body").post(client, "done", body=WORDS)


def test_a_wrong_password_loses_nothing(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    page = carried_page
    for _ in range(2):
        page = sign_in_with(page, client, bryony, password="not hers")
        assert "<h1>Sign in to save your words</h1>" in page.text

    sign_in_with(page, client, bryony)

    assert Entry.objects.owned_by(bryony).get().body == WORDS


def test_the_longest_text_goes_through_however_badly_it_packs(
    client: Client, as_bryony: Client, bryony: User
) -> None:
    chance = Random(20)
    text = "".join(chr(chance.randint(0x1F300, 0x2FA1D)) for _ in range(MOST_CHARACTERS - 1)) + "."
    text = normalize("NFC", text)
    page = form_at(as_bryony, "/write/", "body").post(client, body=text)

    assert sign_in_with(page, client, bryony).status_code == 302

    assert Entry.objects.owned_by(bryony).get().body == text


def test_too_many_tries_lose_nothing(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    refused = HttpResponse(status=429)
    with mock.patch("allauth.account.views.LoginView.dispatch", return_value=refused):
        page = sign_in_with(carried_page, client, bryony)

    assert page.status_code == 429
    sign_in_with(page, client, bryony)
    assert Entry.objects.owned_by(bryony).get().body == WORDS


def test_who_signed_in_in_another_tab_presses_once(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    client.force_login(bryony, backend="allauth.account.auth_backends.AuthenticationBackend")
    every = forms_on(carried_page, "/sign-in/")
    form = next(form for form in every if "carried" in form.fields and "login" not in form.fields)

    answer = form.post(client)

    assert answer.url == Entry.objects.owned_by(bryony).get().get_absolute_url()


def test_what_needs_one_more_step_to_sign_in_keeps_the_words(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    """Such as a second factor, or an account that was ended."""
    User.objects.update(is_active=False)

    page = sign_in_with(carried_page, client, bryony)

    assert form_on(page, "carried", "/sign-in/").fields["carried"]
    assert not Entry.objects.owned_by(bryony).exists()


def test_what_cannot_be_done_any_more_is_handed_back_to_its_writer(
    client: Client, bryony: User, as_bryony: Client
) -> None:
    entry = make_entry(bryony, done_at=None)
    page = form_at(as_bryony, f"/entry/{entry.pk}/edit/", "body").post(client, body=WORDS)
    Entry.objects.owned_by(bryony).update(binned_at=timezone.now())

    answer = sign_in_with(page, client, bryony)

    assert answer.status_code == 409
    assert "<h1>Not saved yet</h1>" in answer.text
    assert form_on(answer, "body").fields["body"] == [WORDS]
    assert form_on(answer, "body").action == f"/entry/{entry.pk}/edit/"


def test_without_a_database_it_stays_sealed_and_goes_on_afterwards(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    client.raise_request_exception = False
    full = OperationalError("database or disk is full")
    with mock.patch.object(autosave, "_acknowledge", side_effect=full):
        page = sign_in_with(carried_page, client, bryony)

    assert page.status_code == 503
    assert "agreed" not in page.text
    page = form_on(page, "carried").post(client)
    sign_in_with(page, client, bryony)
    assert Entry.objects.owned_by(bryony).get().body == WORDS


def test_pressed_twice_it_is_kept_once(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    for _ in range(2):
        sign_in_with(carried_page, client, bryony)

    entry = Entry.objects.owned_by(bryony).get()
    assert (entry.body, entry.version) == (WORDS, 1)


@pytest.mark.parametrize("days", [13, 15])
def test_it_is_good_for_a_fortnight(
    client: Client, bryony: User, carried_page: HttpResponse, days: int
) -> None:
    later = timezone.now().timestamp() + timedelta(days=days).total_seconds()
    with mock.patch("cryptography.fernet.time.time", return_value=later):
        sign_in_with(carried_page, client, bryony)

    assert Entry.objects.owned_by(bryony).exists() is (days == 13)


# What is not ours


@pytest.mark.parametrize("whose", ["", "made up", "a:b:c"])
def test_a_form_that_is_nobody_s_page_is_asked_to_sign_in_and_no_more(
    client: Client, db: None, whose: str
) -> None:
    answer = client.post("/partnerships/add/", {"description": WORDS, "whose": whose})

    assert answer.status_code == 302
    assert "agreed" not in answer.headers["Location"]


def test_another_s_name_on_a_page_cannot_be_made_up(
    client: Client, bryony: User, idris: User
) -> None:
    genuine = carried.signed(idris.pk)
    forged = genuine.replace(str(idris.pk), str(bryony.pk))

    assert client.post("/partnerships/add/", {"whose": forged}).status_code == 302


def test_what_was_sealed_cannot_be_changed(
    client: Client, bryony: User, carried_page: HttpResponse
) -> None:
    sealed = form_on(carried_page, "carried").fields["carried"][0]
    sent = {"login": bryony.email, "password": PASSWORD, "carried": f"{sealed[:-8]}AAAAAAA="}

    assert client.post("/sign-in/", sent).status_code == 302
    assert not Entry.objects.owned_by(bryony).exists()


def test_a_script_gets_401_and_no_page(client: Client, as_idris: Client, bryony: User) -> None:
    sent = {"whose": carried.signed(bryony.pk), "body": WORDS}

    for someone in (client, as_idris):
        answer = someone.post("/partnerships/add/", sent, headers={"accept": "application/json"})
        assert answer.status_code == 401
        assert "error" in answer.json()
