"""Whether an entry is about a partnership, and where it says that partnership is."""

import pytest
from django.urls import reverse

from journal.models import Observation
from tests.factories import make_partnership

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def hollybank(bryony):
    return make_partnership(bryony)


def send(client, entry, **fields):
    return client.post(reverse("tagging:level-set", args=[entry.pk]), fields, headers=SCRIPT)


def place(client, entry, partnership, level, **fields):
    fields = {"level": level, **fields}
    prefixed = {f"{partnership.pk}-{name}": value for name, value in fields.items()}
    return send(client, entry, partnership=partnership.pk, **prefixed)


def said(entry):
    rows = Observation.objects.owned_by(entry.author).filter(entry=entry)
    return [tuple(row) for row in rows.values_list("level__key", "fit", "needed__key")]


def test_places_a_partnership(as_bryony, entry, hollybank):
    response = place(
        as_bryony, entry, hollybank, "cooperation", fit="closer", needed="collaboration"
    )

    assert said(entry) == [("cooperation", "closer", "collaboration")]
    line = response.context["chosen"].lines[0]
    assert (line.name, line.covers) == ("Cooperation", "Hollybank phonics link")


def test_no_level_takes_it_away(as_bryony, entry, hollybank):
    place(as_bryony, entry, hollybank, "cooperation")

    place(as_bryony, entry, hollybank, "", fit="closer")

    assert said(entry) == []


def test_yes_it_is_right_needs_what_it_is(as_bryony, entry, hollybank):
    place(as_bryony, entry, hollybank, "cooperation", fit="right", needed="networking")

    assert said(entry) == [("cooperation", "right", "cooperation")]


@pytest.mark.parametrize(
    "fields",
    [
        {"level": "nothing"},
        {"level": "cooperation", "fit": "higher"},
        {"level": "cooperation", "fit": "closer", "needed": "networking"},
        {"level": "cooperation", "fit": "lighter", "needed": "collaboration"},
        {"level": "cooperation", "needed": "nothing"},
        {"level": "coop\0eration"},
    ],
)
def test_refuses_what_does_not_fit_with_a_sentence(as_bryony, entry, hollybank, fields):
    place(as_bryony, entry, hollybank, "networking")

    response = place(as_bryony, entry, hollybank, **fields)

    assert response.status_code == 422
    assert response.json()["error"]
    assert said(entry) == [("networking", "", None)]


def test_another_persons_partnership_is_refused(as_bryony, idris, entry):
    response = place(as_bryony, entry, make_partnership(idris), "networking")

    assert response.status_code == 422
    assert said(entry) == []


@pytest.mark.parametrize("named", ["nothing", "5d1f9a2e-0000-4000-8000-000000000000"])
def test_an_unknown_partnership_is_refused(as_bryony, entry, named):
    assert send(as_bryony, entry, partnership=named, level="networking").status_code == 422


def test_says_which_partnership_it_is_about(as_bryony, entry, hollybank):
    response = send(as_bryony, entry, partnership=hollybank.pk, about="1")

    assert list(entry.partnerships.all()) == [hollybank]
    assert f'data-level="{hollybank.pk}"' in response.content.decode()


def test_not_about_it_takes_its_level_along(as_bryony, entry, hollybank):
    place(as_bryony, entry, hollybank, "networking")

    send(as_bryony, entry, partnership=hollybank.pk, about="0")

    assert entry.partnerships.count() == 0
    assert said(entry) == []


def test_an_entry_about_no_partnership_has_one_level(as_bryony, entry):
    send(as_bryony, entry, partnership="", level="networking")
    response = send(as_bryony, entry, partnership="", level="cooperation")

    assert [line.name for line in response.context["chosen"].lines] == ["Cooperation"]
    assert said(entry) == []


def test_a_stranger_finds_nothing(as_idris, entry, hollybank):
    assert place(as_idris, entry, hollybank, "networking").status_code == 404
    assert said(entry) == []


def test_only_by_post(as_bryony, entry):
    assert as_bryony.get(reverse("tagging:level-set", args=[entry.pk])).status_code == 405
