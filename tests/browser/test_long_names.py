"""Names and titles that are one long word leave every page as wide as the screen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from journal.revisions import keep_conflict
from partnership.people.models import User

from ..factories import (
    make_cohort,
    make_entry,
    make_partnership,
    make_person,
    make_reply,
    make_revision,
    share,
)
from .conftest import SMALLEST, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

WORD = "Wierengarmstrong" * 10
WIDTH = "document.documentElement.scrollWidth"
CUT = """() => [...document.querySelectorAll(".masthead nav a")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth)
  .map((one) => one.textContent.trim())"""


def everything_called(word: str) -> tuple[User, User, list[str], str]:
    """An author, a reader, the addresses of the author's pages, and of what the reader reads."""
    author, reader = make_person(word[:120]), make_person(word[:120])
    cohort = make_cohort(leaders=(author,), facilitators=(reader,), name=word[:100])
    link = make_partnership(author, word)
    entry = make_entry(author, f"Words. {word}", title=word)
    entry.partnerships.add(link)
    make_revision(entry)
    copy = share(entry, cohort)
    make_reply(copy, reader, word)
    keep_conflict(entry, title=word, body=f"Others. {word}", base_version=0)
    names = ["entry", "entry-edit", "version-list", "entry-delete"]
    pages = [reverse(f"writing:{name}") for name in ("home", "journal")]
    pages += [reverse(f"writing:{name}", args=[entry.pk]) for name in names]
    pages += [reverse("writing:version", args=[entry.pk, number]) for number in (1, 2)]
    pages += [
        reverse(name, args=[entry.pk]) for name in ("tagging:entry-tags", "sharing:entry-share")
    ]
    pages += [
        reverse(f"partnerships:partnership{end}", args=[link.pk]) for end in ("", "-edit", "-end")
    ]
    pages += [reverse(name) for name in ("partnerships:partnership-list", "welcome", "settings")]
    return author, reader, pages, copy.get_absolute_url()


def test_one_long_word_pushes_nothing_off_the_screen(open_page: OpenPage, content: None) -> None:
    author, reader, pages, copy = everything_called(WORD)
    visits = [(author, pages), (reader, [reverse("review:to-read"), copy])]

    too_wide, cut = [], []
    for person, urls in visits:
        page = open_page(person, width=SMALLEST)
        for url in urls:
            response = page.goto(url)
            assert response is not None
            assert response.status == 200
            too_wide += [url] if page.evaluate(WIDTH) > SMALLEST else []
            cut += page.evaluate(CUT)

    assert too_wide == []
    assert cut == []
