"""What every page is wrapped in, and that what others made is kept as its makers released it."""

import hashlib
import json
import re
import tomllib

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from partnership.people.models import User

from .factories import make_cohort, make_person

VENDOR = settings.BASE_DIR / "static" / "vendor"
FILES = tomllib.loads((VENDOR / "MANIFEST.toml").read_text())["file"]


def page_for(person: User, path: str = "/") -> str:
    request = RequestFactory().get(path)
    request.user = person
    return render_to_string("base.html", request=request)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["path"])
def test_a_vendored_file_is_the_one_its_manifest_names(file: dict[str, str]) -> None:
    data = (VENDOR / file["path"]).read_bytes()

    assert hashlib.sha256(data).hexdigest() == file["sha256"]
    assert (VENDOR / file["licence_file"]).is_file()


def test_bootstrap_is_as_released_but_for_its_last_line() -> None:
    (bootstrap,) = (file for file in FILES if file["package"] == "bootstrap")
    ours = (VENDOR / bootstrap["path"]).read_bytes()
    released = ours + b"\n/*# sourceMappingURL=bootstrap.min.css.map */"

    assert hashlib.sha256(released).hexdigest() == bootstrap["released_sha256"]


def test_every_vendored_file_is_in_the_manifest() -> None:
    kept = {
        str(path.relative_to(VENDOR))
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in {"LICENSE", "MANIFEST.toml"}
    }

    assert kept == {file["path"] for file in FILES}


def test_nothing_is_asked_of_another_site() -> None:
    for sheet in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        assert re.findall(r"(?:url\(|@import )[\"']?(?:https?:)?//", sheet.read_text()) == []


def test_a_theme_changes_colours_and_nothing_else() -> None:
    sheets = {p.name: p.read_text() for p in (settings.BASE_DIR / "static" / "css").glob("*.css")}
    themed = re.findall(
        r':root\[data-theme="(?:system|dark)"\] \{(.*?)\}', sheets["tokens.css"], re.DOTALL
    )
    set_there = {line.split(":")[0].strip() for block in themed for line in block.split(";")} - {""}
    elsewhere = [name for name, css in sheets.items() if re.search("data-theme|prefers-color", css)]

    assert len(themed) == 2
    assert {name for name in set_there if not name.startswith("--")} == {"color-scheme"}
    assert elsewhere == ["tokens.css"]


def test_a_persons_reading_settings_stand_on_the_page(bryony: User) -> None:
    bryony.theme, bryony.reading_face, bryony.text_size = "dark", "hyperlegible", "largest"

    page = page_for(bryony)

    assert 'data-theme="dark" data-face="hyperlegible" data-size="largest"' in page
    assert "literata" not in page


def test_htmx_keeps_no_private_page_and_runs_no_text(bryony: User) -> None:
    found = re.search(r"name=\"htmx-config\" content='([^']+)'", page_for(bryony))

    assert found
    config = json.loads(found[1])
    assert config["historyCacheSize"] == 0
    assert config["allowEval"] is False
    assert config["allowScriptTags"] is False
    assert config["includeIndicatorStyles"] is False
    assert config["selfRequestsOnly"] is True


def test_the_page_of_a_facilitator_begins_with_what_is_to_be_read(
    autumn: object, bryony: User, rosalind: User
) -> None:
    assert "To read" in page_for(rosalind)
    assert "To read" not in page_for(bryony)


@pytest.mark.parametrize("cohorts", [1, 3])
@pytest.mark.django_db
def test_the_masthead_costs_one_query(cohorts: int, django_assert_num_queries) -> None:
    person = make_person()
    for _ in range(cohorts):
        make_cohort(leaders=(person,))

    with django_assert_num_queries(1):
        page_for(person)


@pytest.mark.django_db
def test_a_page_before_sign_in_asks_nothing_about_anyone(client: Client) -> None:
    page = client.get("/sign-in/").content.decode()

    assert "htmx" not in page
    assert "Sign out" not in page
