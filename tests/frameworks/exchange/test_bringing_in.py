"""A framework from a file, by an admin: looked through, and nothing kept before they say so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frameworks.editing.drafts import begin, draft_of
from frameworks.exchange import carried
from frameworks.exchange.formats import FORMATS
from frameworks.exchange.stored import pack_of_edition
from frameworks.models import Edition, Framework
from frameworks.packs import FrameworkPack
from partnership.people.models import User
from partnership.record.models import Change
from tests.conftest import signed_in
from tests.factories import make_person
from tests.frameworks.exchange.packs import shipped

pytestmark = pytest.mark.django_db
KEY = "himmelman_linkage"
GIVE, DRAFT = reverse("exchange:from-a-file"), reverse("exchange:draft")


@pytest.fixture
def as_sam(sam: User) -> Client:
    return signed_in(sam)


def written(pack: FrameworkPack, format: str = "yaml") -> SimpleUploadedFile:
    made = FORMATS[format]
    return SimpleUploadedFile(f"file{made.suffix}", made.write(pack).encode())


def renamed(pack: FrameworkPack, name: str) -> FrameworkPack:
    first, *rest = pack.elements
    return replace(pack, elements=(replace(first, name=name), *rest))


def hidden(html: str) -> dict[str, str]:
    """What the form of the check page sends back."""
    return dict(re.findall(r'name="(checked|file|discard)" value="([^"]*)"', html))


def rows_of(html: str) -> list[str]:
    return re.findall(r'<li class="row-line">.*?</li>', html, re.DOTALL)


@pytest.mark.parametrize("format", FORMATS)
def test_a_new_framework_is_looked_through_and_then_a_draft(
    as_sam: Client, sam: User, format: str
) -> None:
    pack = shipped()["hargreaves_maturity"]
    checked = as_sam.post(GIVE, {"file": written(pack, format)})
    html = checked.content.decode()

    assert checked.status_code == 200
    assert "New on this site" in html
    assert all(element.key in html for element in pack.elements)
    assert not Framework.objects.exists()

    answer = as_sam.post(DRAFT, hidden(html), follow=True)
    made = Edition.objects.get()
    assert "is a draft now" in answer.content.decode()
    assert (made.state, made.edited_by) == ("draft", sam)
    assert [(e.key, e.name, e.description) for e in made.elements.all()] == [
        (e.key, e.name, e.description) for e in pack.elements
    ]
    if format in ("yaml", "json", "csv"):
        assert pack_of_edition(made) == pack
    assert Change.objects.get().sentence.startswith("Sam Admin began, from a file, ")


@pytest.mark.usefixtures("content")
def test_the_check_says_what_changes_row_by_row(as_sam: Client) -> None:
    pack = renamed(shipped()[KEY], "Keeping in touch")
    pack = replace(pack, elements=pack.elements[:3], status="supplementary", notes=())
    pack = replace(pack, elements=(*pack.elements[:2], replace(pack.elements[2], aliases=())))
    html = as_sam.post(GIVE, {"file": written(pack)}).content.decode()
    rows = rows_of(html)

    assert "Edition 1 is published, and stays so until this is" in html
    (networking,) = (row for row in rows if "<code>networking</code>" in row)
    assert "renamed" in networking
    assert "other words in: name" in networking
    (cooperation,) = (row for row in rows if "<code>cooperation</code>" in row)
    assert "would be left empty: also called" in cooperation
    (coordination,) = (row for row in rows if "<code>coordination</code>" in row)
    assert "as it is" in coordination
    assert "retired in the draft: Collaboration (collaboration)" in html
    assert "would be left empty: worth knowing" in html
    assert "status: stays “core”" in html


@pytest.mark.usefixtures("content")
def test_what_was_guessed_of_a_file_of_others_stands_at_its_row(as_sam: Client) -> None:
    rows = ["a,b,c,d,e,f,g,h,i,j,k,l,m,n", ",k,Ours,Text,1,,,,,,,,1,", ",K-1,Fine,Text,1,,,x,,,,,,"]
    html = as_sam.post(GIVE, {"pasted": "\n".join(rows), "format": "moodle"}).content.decode()

    (row,) = (row for row in rows_of(html) if "Fine" in row)
    assert "</code>, line 3</span>" in row
    assert "has no key of ours: it becomes fine" in row
    assert "has a rule in Moodle, which is not read" in row
    assert "sources: are not in the file" in html


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_pasted_is_told_by_its_beginning(as_sam: Client, format: str) -> None:
    text = FORMATS[format].write(shipped()[KEY])
    chosen = {"format": format} if format == "moodle" else {}
    answer = as_sam.post(GIVE, {"pasted": text, **chosen})

    assert answer.status_code == 200
    assert f"read as {FORMATS[format].name}" in answer.content.decode()


def test_what_is_wrong_is_told_by_line_and_nothing_is_kept(as_sam: Client) -> None:
    text = FORMATS["yaml"].write(shipped()[KEY]).replace("kind: scale", "kind: pile")
    answer = as_sam.post(GIVE, {"pasted": text})
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "<title>Error: A framework from a file" in html
    assert "Line 4: kind: is “pile” and must be one of: scale, grouped, factors" in html
    assert "kind: pile" in html  # what was pasted is still there to mend
    assert not Framework.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose a file, or paste what is in one."),
        ({"pasted": " \n"}, "Choose a file, or paste what is in one."),
        ({"pasted": "something"}, "choose one"),
        ({"pasted": "x", "format": "docx"}, "docx is not one of the available choices"),
        ({"file": b"", "name": "x.yaml"}, "nothing in it"),
        ({"file": b"x" * 2_000_001, "name": "x.yaml"}, "larger than 2 MB"),
        ({"file": b"x", "name": "x.yaml", "pasted": "y"}, "and not both"),
        ({"file": b"x", "name": "x.docx"}, "say its format"),
    ],
)
def test_a_form_that_cannot_be_read_says_why(
    as_sam: Client, given: dict[str, bytes], said: str
) -> None:
    name = given.pop("name", "")
    if name:
        given["file"] = SimpleUploadedFile(name, given["file"])  # type: ignore[arg-type]
    answer = as_sam.post(GIVE, given)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "There is a problem" in answer.content.decode()


@pytest.mark.usefixtures("content")
def test_what_the_site_has_makes_no_draft(as_sam: Client) -> None:
    html = as_sam.post(GIVE, {"file": written(shipped()[KEY])}).content.decode()

    assert "The same is published as edition 1" in html
    assert 'name="checked"' not in html


@pytest.mark.usefixtures("content")
def test_a_framework_of_another_kind_is_refused(as_sam: Client) -> None:
    pack = replace(shipped()["briggs_factors"], key=KEY)
    answer = as_sam.post(GIVE, {"file": written(pack)})

    assert answer.status_code == 422
    assert "give the file another key" in answer.content.decode()


@pytest.fixture
def of_rosa(content: None) -> Edition:
    rosa = make_person("Rosa Other", is_staff=True)
    return begin(Framework.objects.get(key=KEY), by=rosa, at=timezone.now())


def test_a_draft_that_is_there_is_named_and_kept_unless_one_says(
    as_sam: Client, of_rosa: Edition
) -> None:
    pack = renamed(shipped()[KEY], "Keeping in touch")
    html = as_sam.post(GIVE, {"file": written(pack)}).content.decode()
    assert "Rosa Other last changed it on" in html
    sent = hidden(html)

    refused = as_sam.post(DRAFT, {**sent, "discard": ""})
    assert refused.status_code == 409
    assert draft_of(of_rosa.framework) == of_rosa

    as_sam.post(DRAFT, sent)
    made = draft_of(of_rosa.framework)
    assert made is not None
    assert made != of_rosa
    assert made.elements.get(key="networking").name == "Keeping in touch"


def test_a_draft_that_changed_meanwhile_is_looked_at_again(
    as_sam: Client, of_rosa: Edition
) -> None:
    pack = renamed(shipped()[KEY], "Keeping in touch")
    sent = hidden(as_sam.post(GIVE, {"file": written(pack)}).content.decode())
    Edition.objects.filter(pk=of_rosa.pk).update(edited_at=timezone.now() + timedelta(minutes=1))
    answer = as_sam.post(DRAFT, sent)

    assert answer.status_code == 409
    assert "has changed since you looked" in answer.content.decode()
    assert draft_of(of_rosa.framework) == of_rosa
    as_sam.post(DRAFT, hidden(answer.content.decode()))
    assert draft_of(of_rosa.framework) != of_rosa


def test_what_comes_back_is_what_was_checked_by_the_same_person_that_day(
    as_sam: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = hidden(as_sam.post(GIVE, {"file": written(shipped()[KEY])}).content.decode())
    other = signed_in(make_person("Rosa Other", is_staff=True))
    attempts = [(other, sent), (as_sam, {"checked": sent["checked"] + "x"}), (as_sam, {})]
    for client, given in attempts:
        assert "Give the file again" in client.post(DRAFT, given, follow=True).content.decode()
    monkeypatch.setattr(carried, "FOR", timedelta(seconds=-1))
    assert "Give the file again" in as_sam.post(DRAFT, sent, follow=True).content.decode()
    assert not Framework.objects.exists()


def test_a_framework_that_is_too_much_for_a_page_is_refused(
    as_sam: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carried, "MOST", 1_000)
    answer = as_sam.post(GIVE, {"file": written(shipped()[KEY])})

    assert answer.status_code == 422
    assert "holds more than a page can carry" in answer.content.decode()


def test_words_of_a_file_are_shown_as_words(as_sam: Client) -> None:
    pack = renamed(shipped()[KEY], "<script>alert(1)</script>")
    html = as_sam.post(GIVE, {"file": written(pack)}).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_it_is_for_admins(as_bryony: Client, as_sam: Client) -> None:
    for client_call in (as_bryony.get, as_bryony.post):
        assert client_call(GIVE).status_code == 404
        assert client_call(DRAFT).status_code == 404
    assert as_sam.get(DRAFT).status_code == 405
    assert as_sam.put(GIVE).status_code == 405
    assert as_sam.get(GIVE).status_code == 200


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("elements", [1, 3])
def test_a_check_asks_the_same_of_the_database(
    as_sam: Client, django_assert_num_queries: DjangoAssertNumQueries, elements: int
) -> None:
    pack = shipped()["briggs_factors"]
    file = written(replace(pack, elements=pack.elements[:elements]))

    with django_assert_num_queries(9):
        as_sam.post(GIVE, {"file": file})
