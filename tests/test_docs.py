"""What the documents point at exists: files, pictures, make targets, management commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT: Path = settings.BASE_DIR
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def headings(text: str) -> set[str]:
    """The anchors that a reader of Markdown makes from headings."""
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).strip().replace(" ", "-") for each in found}


def broken_links(text: str, folder: Path) -> Iterator[str]:
    """Relative links and pictures that lead nowhere, and anchors that no heading makes."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        file = folder / path
        is_there = file.exists() if path else True
        if not is_there or (anchor and anchor not in headings(file.read_text() if path else text)):
            yield target


def unknown_commands(text: str, targets: Iterable[str], commands: Iterable[str]) -> Iterator[str]:
    """`make x` and `manage.py x` that nobody could run."""
    fenced = re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`[^`\n]+`", text)
    in_code = "\n".join([*fenced, *inline, *re.findall(r"^    .+$", text, re.MULTILINE)])
    for name in re.findall(r"\bmake ([a-z][a-z-]*)", in_code):
        if name not in targets:
            yield f"make {name}"
    for name in re.findall(r"\bmanage(?:\.py)? ([a-z_]+)", in_code):
        if name not in commands:
            yield f"manage.py {name}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_and_picture_is_there(document: Path) -> None:
    assert list(broken_links(document.read_text(), document.parent)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_can_be_run(document: Path) -> None:
    assert list(unknown_commands(document.read_text(), TARGETS, get_commands())) == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = "\n".join(document.read_text() for document in DOCUMENTS)
    pictures = [path.name for path in (ROOT / "docs" / "images").iterdir()]

    assert [name for name in pictures if f"images/{name}" not in shown] == []


def test_every_document_is_found_from_the_first_page() -> None:
    first = (ROOT / "docs" / "README.md").read_text()
    pages = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")]

    assert [str(page) for page in pages if f"({page})" not in first] == ["README.md"]


def test_what_is_broken_is_found() -> None:
    text = "# A page\n\n[gone](gone.md), [here](#a-page), [not](#b). `make tea` or `manage.py x`."

    assert list(broken_links(text, ROOT)) == ["gone.md", "#b"]
    assert list(unknown_commands(text, TARGETS, get_commands())) == ["make tea", "manage.py x"]
