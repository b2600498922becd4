"""Your term in your words: five lines of one's own, kept as passages are, and let go of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from frameworks.models import Element
from journal.looking_back.keeping import TermIsFullError, keep_line, let_line_go
from journal.looking_back.lines import GONE, REWORDED, terms_in_words
from journal.models import Entry, KeptLine, Passage, Revision, Tag
from journal.purging import purge
from journal.revisions import keep_revision
from journal.tagging import deeds
from journal.tagging.passages import Span, sentences
from partnership.people.models import User
from tests.factories import make_entry, make_framework

BODY = "We met on Monday. Nobody said a word about money, and I was glad. Then we went home."
LINE = "Nobody said a word about money, and I was glad."
AUTUMN = datetime(2025, 10, 3, 12, tzinfo=UTC)
SPRING = datetime(2026, 2, 3, 12, tzinfo=UTC)
HOME = reverse("looking_back:looking-back")
CHANGED = "Your words have changed since this page was opened. Choose the part again."


@pytest.fixture
def entry(bryony: User) -> Entry:
    return make_entry(bryony, BODY, started_at=AUTUMN, title="The meeting")


@pytest.fixture
def five(bryony: User) -> list[KeptLine]:
    """Of the autumn, each of an entry of its own."""
    return [keep(make_entry(bryony, f"Line {n}.", started_at=AUTUMN)) for n in range(5)]


def keep(entry: Entry, words: str = "", **fields: Any) -> KeptLine:
    start = entry.body.index(words)
    end = start + len(words) if words else len(entry.body)
    return keep_line(entry=entry, span=Span(start, end), **fields)


def post(client: Client, entry: Entry, words: str = LINE, **fields: Any) -> HttpResponse:
    start = entry.body.index(words)
    sentence = f"{start}-{start + len(words)}"
    posted = {"sentence": sentence, "version": entry.version, **fields}
    return client.post(reverse("looking_back:line-keep", args=[entry.pk]), posted)


def rewrite(entry: Entry, body: str) -> None:
    entry.body = body
    entry.version += 1
    entry.save(update_fields=["body", "version"])
    keep_revision(entry, Revision.Kind.DONE)


def words(person: User) -> list[str]:
    return [line.words for of_term in terms_in_words(person) for line in of_term.lines]


def test_a_sentence_is_chosen_from_a_list_and_stands_under_its_term(
    as_bryony: Client, entry: Entry
) -> None:
    page = as_bryony.get(reverse("looking_back:line-keep", args=[entry.pk])).content.decode()
    answer = post(as_bryony, entry)

    assert LINE in page
    assert "for autumn 2025 in your words" in page
    assert answer.url == f"{HOME}?term=2025-2#lines"  # type: ignore[attr-defined]
    (of_term,) = as_bryony.get(HOME).context_data["terms"]
    assert of_term.name == "Autumn 2025"
    assert [(one.words, one.heading, one.note) for one in of_term.lines] == [
        (LINE, "The meeting", "")
    ]
    entry.refresh_from_db()
    assert (entry.body, entry.version) == (BODY, 1)


def test_an_entry_offers_it_once_it_is_done(as_bryony: Client, bryony: User, entry: Entry) -> None:
    draft = make_entry(bryony, BODY, done_at=None)
    offers = [
        "Keep a line of this" in as_bryony.get(one.get_absolute_url()).content.decode()
        for one in (entry, draft)
    ]

    assert offers == [True, False]


def test_the_same_sentence_is_kept_once(bryony: User, entry: Entry) -> None:
    assert keep(entry, LINE).pk == keep(entry, LINE).pk
    assert words(bryony) == [LINE]


def test_terms_stand_newest_first_and_lines_as_they_were_written(bryony: User) -> None:
    spring = make_entry(bryony, "In spring.", started_at=SPRING)
    autumn = make_entry(bryony, BODY, started_at=AUTUMN)
    for one, line in ((autumn, "Then we went home."), (spring, ""), (autumn, "We met on Monday.")):
        keep(one, line)

    assert words(bryony) == ["In spring.", "We met on Monday.", "Then we went home."]


# Five a term


def test_a_sixth_asks_which_to_let_go(
    as_bryony: Client, bryony: User, entry: Entry, five: list[KeptLine]
) -> None:
    page = as_bryony.get(reverse("looking_back:line-keep", args=[entry.pk])).content.decode()
    answer = post(as_bryony, entry)

    assert "Which line do you let go?" in page
    assert answer.status_code == 422
    assert "Choose which line to let go." in answer.content.decode()
    assert sorted(words(bryony)) == [f"Line {n}." for n in range(5)]

    post(as_bryony, entry, let_go=str(five[2].pk))

    assert sorted(words(bryony)) == ["Line 0.", "Line 1.", "Line 3.", "Line 4.", LINE]


def test_with_room_left_nothing_is_asked(as_bryony: Client, entry: Entry) -> None:
    page = as_bryony.get(reverse("looking_back:line-keep", args=[entry.pk])).content.decode()

    assert "let go" not in page


def test_another_term_has_five_of_its_own(bryony: User, five: list[KeptLine]) -> None:
    keep(make_entry(bryony, "In spring.", started_at=SPRING))

    assert len(words(bryony)) == 6


def test_nobody_elses_lines_take_up_room(idris: User, five: list[KeptLine]) -> None:
    keep(make_entry(idris, "His.", started_at=AUTUMN))

    assert words(idris) == ["His."]


def test_a_line_of_somebody_else_or_of_another_term_makes_no_room(
    as_bryony: Client, bryony: User, idris: User, entry: Entry, five: list[KeptLine]
) -> None:
    his = keep(make_entry(idris, "His.", started_at=AUTUMN))
    of_spring = keep(make_entry(bryony, "In spring.", started_at=SPRING))

    for other in (his, of_spring):
        assert post(as_bryony, entry, let_go=str(other.pk)).status_code == 422
        with pytest.raises(TermIsFullError):
            keep(entry, LINE, let_go=other.pk)
    assert KeptLine.objects.owned_by(idris).count() == 1
    assert KeptLine.objects.owned_by(bryony).count() == 6


@pytest.mark.parametrize("place", [1, 0, 6])
def test_the_database_holds_five_and_no_more(
    bryony: User, entry: Entry, five: list[KeptLine], place: int
) -> None:
    passage = deeds.passage_at(keep_revision(entry, Revision.Kind.DONE), 0, 17)

    with pytest.raises(IntegrityError), transaction.atomic():
        KeptLine.objects.create(author=bryony, passage=passage, term="2025-2", place=place)


def test_a_place_taken_by_another_window_is_no_error(
    as_bryony: Client, bryony: User, entry: Entry, five: list[KeptLine]
) -> None:
    """Between the look for a free place and the writing: the page asks which to let go."""
    with (
        mock.patch("journal.looking_back.views.lines.MOST_A_TERM", 6),
        mock.patch("journal.looking_back.keeping._free_place", return_value=1),
    ):
        answer = post(as_bryony, entry)

    assert answer.status_code == 200
    assert len(words(bryony)) == 5


def test_what_is_in_the_bin_is_not_shown_and_keeps_no_place(
    bryony: User, entry: Entry, five: list[KeptLine]
) -> None:
    binned = five[3].passage.entry
    binned.binned_at = timezone.now()
    binned.save()

    assert "Line 3." not in words(bryony)

    keep(entry, LINE)

    assert len(words(bryony)) == 5
    assert not KeptLine.objects.owned_by(bryony).filter(pk=five[3].pk).exists()


# What becomes of it when its words are edited


@pytest.mark.parametrize(
    ("body", "shown", "note"),
    [
        (f"A new beginning. {BODY}", LINE, ""),
        (BODY.replace("glad", "sorry"), LINE.replace("glad", "sorry"), REWORDED),
        ("Something else altogether was what I meant.", LINE, GONE),
    ],
    ids=["moved", "reworded", "gone"],
)
def test_a_line_goes_with_its_words(
    bryony: User, entry: Entry, body: str, shown: str, note: str
) -> None:
    keep(entry, LINE)

    rewrite(entry, body)

    ((line,),) = [of_term.lines for of_term in terms_in_words(bryony)]
    assert (line.words, line.note) == (shown, note)

    rewrite(entry, f"{BODY} And that was that.")

    assert words(bryony) == [LINE]


def test_of_a_text_that_changed_since_nothing_is_kept(
    as_bryony: Client, bryony: User, entry: Entry
) -> None:
    rewrite(entry, BODY.replace("Monday", "Sunday"))

    answer = post(as_bryony, entry, version=1)

    assert answer.status_code == 422
    assert CHANGED in answer.content.decode()
    assert words(bryony) == []


@pytest.mark.parametrize("sentence", ["", "0-5", "all", "0-9999", "x"])
def test_only_a_sentence_of_the_entry_can_be_kept(
    as_bryony: Client, bryony: User, entry: Entry, sentence: str
) -> None:
    answer = post(as_bryony, entry, sentence=sentence)

    assert answer.status_code == 422
    assert "Choose a sentence to keep." in answer.content.decode()
    assert words(bryony) == []


def test_its_version_stays_while_it_is_kept_and_can_go_afterwards(
    bryony: User, entry: Entry
) -> None:
    """Deleting the earlier versions takes no line along."""
    line = keep(entry, LINE)
    rewrite(entry, f"{BODY} And that was that.")

    assert purge(entry) == 0
    assert words(bryony) == [LINE]

    let_line_go(line=line)

    assert purge(entry) == 1


# Lines and tags on the same words


def tagged(entry: Entry) -> Element:
    make_framework("words", ("trust",))
    element = Element.objects.with_framework().get()
    start = BODY.index(LINE)
    deeds.tag_passage(entry=entry, start=start, end=start + len(LINE), element=element)
    return element


def test_letting_a_line_go_leaves_the_tags_on_its_words(
    as_bryony: Client, bryony: User, entry: Entry
) -> None:
    tagged(entry)
    line = keep(entry, LINE)

    answer = as_bryony.post(reverse("looking_back:line-let-go", args=[line.pk]))

    assert answer.url == f"{HOME}?term=2025-2#lines"
    assert words(bryony) == []
    assert Tag.objects.owned_by(bryony).get().passage is not None


@pytest.mark.parametrize("deed", ["untag", "widen", "drop"])
def test_a_line_stays_when_the_tags_on_its_words_go(bryony: User, entry: Entry, deed: str) -> None:
    tagged(entry)
    passage = keep(entry, LINE).passage

    if deed == "untag":
        deeds.untag(entry=entry, framework_key="words", element_key="trust", passage=passage)
    else:
        {"widen": deeds.widen_passage, "drop": deeds.drop_passage}[deed](passage=passage)

    assert words(bryony) == [LINE]
    assert not passage.tags.exists()


def test_a_passage_goes_with_the_last_that_it_is_there_for(bryony: User, entry: Entry) -> None:
    let_line_go(line=keep(entry, LINE))

    assert not Passage.objects.owned_by(bryony).exists()


# Whose they are


def test_only_its_author_can_keep_a_line_or_let_it_go(
    as_idris: Client, bryony: User, entry: Entry
) -> None:
    line = keep(entry, LINE)

    assert post(as_idris, entry).status_code == 404
    assert as_idris.get(reverse("looking_back:line-keep", args=[entry.pk])).status_code == 404
    let_go = reverse("looking_back:line-let-go", args=[line.pk])
    assert as_idris.post(let_go).status_code == 404
    assert words(bryony) == [LINE]
    assert LINE not in as_idris.get(HOME).content.decode()


@pytest.mark.parametrize("fields", [{"done_at": None}, {"binned_at": AUTUMN}])
def test_neither_a_draft_nor_what_is_in_the_bin_has_lines_to_keep(
    as_bryony: Client, bryony: User, fields: dict[str, Any]
) -> None:
    entry = make_entry(bryony, BODY, **fields)

    assert as_bryony.get(reverse("looking_back:line-keep", args=[entry.pk])).status_code == 404


def test_letting_go_is_a_button(as_bryony: Client, entry: Entry) -> None:
    address = reverse("looking_back:line-let-go", args=[keep(entry, LINE).pk])

    assert as_bryony.get(address).status_code == 405


def test_an_entry_without_words_has_nothing_to_choose_from(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "")

    page = as_bryony.get(reverse("looking_back:line-keep", args=[entry.pk])).content.decode()

    assert "There is nothing written in this entry to choose from." in page


@pytest.mark.parametrize(("count", "is_said"), [(299, False), (301, True)])
def test_of_a_very_long_text_the_list_says_where_it_ends(
    as_bryony: Client, bryony: User, count: int, is_said: bool
) -> None:
    entry = make_entry(bryony, " ".join(f"Sentence {n}." for n in range(count)))

    page = as_bryony.get(reverse("looking_back:line-keep", args=[entry.pk])).text

    assert ("Sentence 300." in page) is False
    assert ("The list ends with the first 300 sentences." in page) is is_said


@pytest.mark.once
@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("", []),
        (" \n ", []),
        ("One. Two? “Three!” and four", ["One.", "Two?", "“Three!”", "and four"]),
        ("No stop\nat a line end", ["No stop", "at a line end"]),
        ("First.\n\n- an item\n- another. And more", ["First.", "an item", "another.", "And more"]),
        ("It cost 3.5 hours 🎉. Then…", ["It cost 3.5 hours 🎉.", "Then…"]),
    ],
)
def test_sentences_are_parted_where_a_reader_parts_them(body: str, found: list[str]) -> None:
    assert [span.of(body) for span in sentences(body)] == found
