"""The journal lists one's own entries by month, a page at a time, and filters them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from frameworks.models import Element
from journal.models import Cohort, Entry, Reply, Tag
from journal.tagging.deeds import place_partnership
from partnership.people.models import User
from tests.factories import (
    make_element,
    make_entry,
    make_framework,
    make_module,
    make_partnership,
    make_question,
    share,
)

URL = "/journal/"


def listed(response: Any) -> list[Entry]:
    keys = [row.pk for month in response.context_data["months"] for row in month.rows]
    entries = Entry.objects.across_owners(reason="a test looks up what was listed").in_bulk(keys)
    return [entries[key] for key in keys]


def only_row(response: Any) -> Any:
    [month] = response.context_data["months"]
    [row] = month.rows
    return row


def tag(entry: Entry, element: Element) -> None:
    Tag.objects.create(entry=entry, element=element)


def elements(framework_key: str, *keys: str) -> list[Element]:
    framework = make_framework(framework_key, keys, name=framework_key.title())
    return list(framework.editions.get().elements.all())


def test_entries_are_listed_newest_first_by_month(as_bryony: Client, bryony: User) -> None:
    march = make_entry(bryony, started_at=datetime(2026, 3, 31, 22, 59, tzinfo=UTC))
    april = make_entry(bryony, started_at=datetime(2026, 3, 31, 23, 1, tzinfo=UTC))
    older = make_entry(bryony, started_at=datetime(2026, 3, 1, 9, 0, tzinfo=UTC))

    response = as_bryony.get(URL)

    assert listed(response) == [april, march, older]
    assert [m.name for m in response.context_data["months"]] == ["April 2026", "March 2026"]


def test_a_row_says_what_it_is_about(as_bryony: Client, bryony: User) -> None:
    words = " ".join(f"word{n}" for n in range(25))
    entry = make_entry(bryony, words, question=make_question(title="What held?"), done_at=None)
    for element in elements("briggs_factors", "trust", "time", "talk", "ties"):
        tag(entry, element)

    row = only_row(as_bryony.get(URL))

    assert row.heading == "What held?"
    assert row.opening == " ".join(words.split()[:20]) + " …"
    assert row.words == "Draft"
    assert row.tags.startswith('<span class="tag tag-f">Talk</span> <span')
    assert row.tags.endswith('</span> <span class="def">and 1 more</span>')


def test_levels_of_partnerships_are_among_the_tags(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony)
    [level] = elements("himmelman_linkage", "networking")

    place_partnership(entry=entry, partnership=make_partnership(bryony), level=level)

    assert only_row(as_bryony.get(URL)).tags.split(">")[1:2] == ["Networking</span"]


def test_the_status_is_one_of_four(
    as_bryony: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    day = timedelta(days=1)
    now = timezone.now()
    make_entry(bryony, started_at=now, done_at=None)
    make_entry(bryony, started_at=now - day)
    share(make_entry(bryony, started_at=now - 2 * day), autumn)
    replied = make_entry(bryony, started_at=now - 3 * day)
    copy = share(replied, autumn)
    Reply.objects.create(copy=copy, entry=replied, to=bryony, author=rosalind, body="And then?")

    rows = [row for m in as_bryony.get(URL).context_data["months"] for row in m.rows]

    assert [row.words for row in rows] == ["Draft", "Saved", "Shared", "New reply"]


def test_nothing_of_anybody_elses_is_there(
    as_idris: Client, bryony: User, idris: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony, "Hers alone.")
    make_partnership(bryony, "Her own link")
    tag(entry, elements("hers", "secret_element")[0])
    share(entry, autumn, "cohort")
    mine = make_entry(idris, "My own.")

    response = as_idris.get(URL, {"q": "own"})

    assert listed(response) == [mine]
    for secret in ("Hers alone", "Her own link", "Secret element"):
        assert secret not in response.text


def test_an_empty_journal_says_where_to_begin(as_bryony: Client, bryony: User) -> None:
    make_entry(bryony, binned_at=timezone.now())

    response = as_bryony.get(URL)

    assert "Nothing here yet. Your first question is waiting." in response.text
    assert "Search your words" not in response.text


def test_the_journal_is_only_read(as_bryony: Client) -> None:
    assert as_bryony.post(URL).status_code == 405


# Filters


@pytest.fixture
def found(bryony: User) -> Entry:
    """The one entry that every filter below finds, among others that it must not."""
    wanted = make_question(make_module("wanted"), key="wanted_question")
    other = make_question(make_module("other"), key="other_question")
    found, not_found = make_entry(bryony, question=wanted), make_entry(bryony, question=other)
    hollybank, ash_lane = make_partnership(bryony, "Hollybank"), make_partnership(bryony, "Ash")
    found.partnerships.add(hollybank)
    not_found.partnerships.add(ash_lane)
    trust, time = elements("briggs_factors", "trust", "time")
    tag(found, trust)
    tag(not_found, time)
    return found


def test_by_module(as_bryony: Client, found: Entry) -> None:
    assert listed(as_bryony.get(URL, {"module": "wanted"})) == [found]


def test_by_partnership(as_bryony: Client, found: Entry) -> None:
    hollybank = found.partnerships.get()

    assert listed(as_bryony.get(URL, {"partnership": str(hollybank.pk)})) == [found]


def test_by_element_in_any_editions_wording(as_bryony: Client, bryony: User, found: Entry) -> None:
    framework = found.tags.get().element.edition.framework
    framework.editions.update(state="superseded")
    newer = framework.editions.create(
        number=2, state="published", name="n", summary="s", published_at=timezone.now()
    )
    worded_anew = make_entry(bryony)
    tag(worded_anew, make_element(newer, "trust", position=1, name="Trust, newly worded"))

    response = as_bryony.get(URL, {"element": "briggs_factors/trust"})

    assert set(listed(response)) == {found, worded_anew}
    [choices] = response.context_data["choices"].elements.values()
    assert choices == [
        ("briggs_factors/trust", "Trust, newly worded"),
        ("briggs_factors/time", "Time"),
    ]


def test_by_the_level_of_a_partnership(as_bryony: Client, found: Entry) -> None:
    [level] = elements("himmelman_linkage", "networking")
    today = timezone.localdate()
    found.observations.create(
        partnership=found.partnerships.get(), level=level, about_on=today, said_on=today
    )

    assert listed(as_bryony.get(URL, {"element": "himmelman_linkage/networking"})) == [found]


@pytest.mark.parametrize(("shared", "expected"), [("yes", True), ("no", False)])
def test_by_shared_or_not(
    as_bryony: Client, found: Entry, autumn: Cohort, shared: str, expected: bool
) -> None:
    share(found, autumn)

    assert (found in listed(as_bryony.get(URL, {"shared": shared}))) is expected


def test_only_what_is_in_the_journal_can_be_chosen(
    as_bryony: Client, bryony: User, found: Entry
) -> None:
    make_module("never_answered")
    elements("never_used", "unused")

    choices = as_bryony.get(URL, {"filters": "1"}).context_data["choices"]

    assert {value for value, _ in choices.modules} == {"other", "wanted"}
    assert list(choices.elements) == ["Briggs_Factors"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"partnership": "not a uuid"},
        {"partnership": "6f1f5a5e-0000-4000-8000-000000000000"},
        {"module": "nowhere"},
        {"element": "no/such/thing"},
        {"element": "\x00"},
        {"shared": "perhaps"},
    ],
)
def test_a_filter_that_is_not_there_is_left_out_and_said_to_be(
    as_bryony: Client, found: Entry, parameters: dict[str, str]
) -> None:
    response = as_bryony.get(URL, parameters)

    assert len(listed(response)) == 2
    assert "is not in your journal, so it is left out" in response.text


def test_no_match_offers_to_clear_the_filters(as_bryony: Client, found: Entry) -> None:
    response = as_bryony.get(URL, {"q": "nowhere"})

    assert "No entries match." in response.text
    assert "Clear filters" in response.text


# Pages


def test_there_are_twenty_on_a_page(as_bryony: Client, bryony: User) -> None:
    now = timezone.now()
    entries = [make_entry(bryony, started_at=now - timedelta(days=n)) for n in range(21)]

    assert listed(as_bryony.get(URL)) == entries[:20]
    assert listed(as_bryony.get(URL, {"page": "2"})) == entries[20:]
    assert listed(as_bryony.get(URL, {"page": "9"})) == entries[20:]
    assert listed(as_bryony.get(URL, {"page": "nine"})) == entries[:20]


def test_other_pages_keep_what_was_asked_for(as_bryony: Client, bryony: User) -> None:
    for _ in range(21):
        make_entry(bryony, "Häkchen & more")

    text = as_bryony.get(URL, {"q": "häkchen &"}).text

    assert 'href="?q=h%C3%A4kchen+%26&amp;page=2"' in text


@pytest.mark.parametrize("parameters", [{}, {"q": "words", "shared": "no"}])
@pytest.mark.parametrize("rows", [1, 3])
def test_more_entries_cost_no_more_queries(
    as_bryony: Client,
    bryony: User,
    rows: int,
    parameters: dict[str, str],
    django_assert_num_queries: Any,
) -> None:
    for number in range(rows):
        entry = make_entry(bryony, question=make_question(key=f"question_{number}"))
        tag(entry, elements(f"framework_{number}", "one")[0])
        entry.partnerships.add(make_partnership(bryony, f"Link {number}"))

    # Session, person, desks, count and entries, tags; or also three kinds of choices, and matches.
    with django_assert_num_queries(9 if parameters else 6):
        as_bryony.get(URL, parameters)


def test_filters_are_offered_when_asked_for_and_stay_while_one_is_set(
    as_bryony: Client, bryony: User, found: Entry
) -> None:
    assert "Filter by module, partnership or tag" in as_bryony.get(URL).text
    assert 'name="module"' not in as_bryony.get(URL).text
    assert 'name="module"' in as_bryony.get(URL, {"filters": "1"}).text
    assert 'name="module"' in as_bryony.get(URL, {"shared": "no"}).text
