"""What becomes of a tagged passage whose words were changed."""

import pytest
from django.urls import reverse

from journal.models import Placement, Tag
from journal.tagging import deeds
from tests.factories import make_revision

from .conftest import element

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def passage(entry):
    """Tagged, then reworded, and kept as a second revision."""
    tag_of = element("hargreaves_maturity/moral_purpose")
    deeds.tag_passage(entry=entry, start=0, end=19, element=tag_of)
    passage = entry.passages.get()
    revision = make_revision(entry)
    Placement.objects.create(
        passage=passage, revision=revision, start=0, end=12, status="edited", survival=0.6
    )
    return passage


def settle(client, passage, do):
    url = reverse("tagging:passage-settle", args=[passage.entry_id, passage.pk])
    return client.post(url, {"do": do}, headers=SCRIPT)


def tagged(passage):
    rows = Tag.objects.owned_by(passage.entry.author)
    return [tuple(row) for row in rows.values_list("element__key", "passage__quote")]


def test_the_author_is_asked(as_bryony, passage):
    html = as_bryony.get(reverse("tagging:entry-tags", args=[passage.entry_id])).content.decode()

    assert "You reworded a passage you tagged Moral purpose." in html


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("keep", [("moral_purpose", "We met 🎉 on Monday.")]),
        ("move", [("moral_purpose", None)]),
        ("drop", []),
    ],
)
def test_settles_it_and_asks_no_more(as_bryony, passage, do, expected):
    response = settle(as_bryony, passage, do)

    assert tagged(passage) == expected
    assert "You reworded" not in response.content.decode()


def test_anything_else_is_refused(as_bryony, passage):
    assert settle(as_bryony, passage, "burn").status_code == 422
    assert len(tagged(passage)) == 1


def test_a_stranger_finds_nothing(as_idris, passage):
    assert settle(as_idris, passage, "drop").status_code == 404
    assert len(tagged(passage)) == 1


def test_only_by_post(as_bryony, passage):
    url = reverse("tagging:passage-settle", args=[passage.entry_id, passage.pk])
    assert as_bryony.get(url).status_code == 405


def test_the_author_is_still_asked_while_writing_on(as_bryony, passage):
    entry = passage.entry
    reworded = entry.body.replace("on Monday", "one Monday")
    type(entry).objects.owned_by(entry.author).update(body=reworded + " And so it goes.")

    html = as_bryony.get(reverse("tagging:entry-tags", args=[entry.pk])).content.decode()

    assert "You reworded a passage you tagged Moral purpose." in html
