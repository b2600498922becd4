"""Who may name what is private: every model is decided on, and no code for readers goes round it.

Each ban stands beside a line that breaks it, as in test_conventions.py.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps

from journal.private import PrivateModel, PrivateQuerySet, UnscopedQueryError
from tests.ours import ROOT, files, lines_with, name

MAY_READ_ACROSS_OWNERS = {
    "journal/site_uses.py",  # how much an element is used, as a number, from five people up
    "journal/mail/reminders.py",  # who has something half written, for a mail to them alone
    "journal/replaying.py",  # what a restored backup must not bring back
    "journal/thinning.py",  # the nightly run thins everybody's versions
    "journal/writing/deeds.py",  # the nightly run empties every bin
}


def test_only_these_files_read_the_rows_of_many_people() -> None:
    callers = lines_with(r"\.across_owners\(", files("*.py"))

    assert {caller.partition(":")[0] for caller in callers} == MAY_READ_ACROSS_OWNERS


def test_the_reviewing_desk_names_nothing_private() -> None:
    private = {model.__name__ for model in private_models()} - A_READERS_OWN
    named = {
        alias.name
        for path in files("*.py", rooms=["journal/review", "journal/comparing"])
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for alias in node.names
    }

    assert named & private == set()
    assert "Entry" in private


# A join that begins at another model reaches private rows past their manager, which never hears of
# it: User.objects.filter(entries__body=…), SharedCopy.objects.select_related("entry"). So where
# people see what others gave them, and where nobody's journal is any business, none may be named.
READERS_ROOMS = [
    "frameworks",
    "partnership",
    "journal/review",
    "journal/threads",
    "journal/comparing",
    "journal/welcome",
    "journal/cohorts",
    "journal/modules",
    "journal/manage",
]
READERS_FILES = [
    "journal/sharing/audiences.py",
    "journal/sharing/shown.py",
    "journal/two_views/seen.py",
]
# A reminder is of one's own draft, to oneself: that file looks into journals, and no other of mail.
READERS_FILES += [
    name(path) for path in files("*.py", rooms=["journal/mail"]) if path.stem != "reminders"
]


def ways_to_private_rows() -> set[str]:
    """Such as "entries" (of a person) and "entry" (of a shared copy)."""
    return {
        field.name
        for model in apps.get_models()
        if not issubclass(model, PrivateModel)
        for field in model._meta.get_fields()
        if isinstance(field.related_model, type)
        and issubclass(field.related_model, PrivateModel)
        and field.related_model.__name__ not in A_READERS_OWN
    }


def ways_taken(code: str) -> set[str]:
    """The first step of every lookup and relation that the code names, and the later ones."""
    names: list[str] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            names.append(node.arg)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.append(node.value.lstrip("-") if " " not in node.value else "")
    return {step for name in names for step in name.split("__")} & ways_to_private_rows()


@pytest.mark.parametrize(
    ("code", "way"),
    [
        ('User.objects.filter(entries__body__contains="x")', "entries"),
        ('Cohort.objects.annotate(n=Count("memberships__person__entries"))', "entries"),
        ('SharedCopy.objects.select_related("entry")', "entry"),
        ('SharedCopy.objects.order_by("-entry__edited_at")', "entry"),
        ("copy.revision.body", "revision"),
        ("person.partnerships.count()", "partnerships"),
    ],
)
def test_a_way_to_private_rows_is_seen(code: str, way: str) -> None:
    assert ways_taken(code) == {way}


@pytest.mark.parametrize(
    "path",
    [*files("*.py", rooms=READERS_ROOMS), *(ROOT / file for file in READERS_FILES)],
    ids=name,
)
def test_no_way_to_private_rows_is_taken_where_others_read(path: Path) -> None:
    assert ways_taken(path.read_text()) == set()


# What those who read write for themselves: as private as an entry, and at home on their desk.
A_READERS_OWN = {"ReplyDraft", "ReplyDraftSave", "Starter"}

# Every model of the journal is private, shared by its author's own act, or reference data. A new
# one fails here until somebody has decided which.
READ_BY_ITS_OWNER_ONLY = {
    "Commitment",
    "DraftSave",
    "Entry",
    "KeptLine",
    "LookBack",
    "MomentChoice",
    "Observation",
    "Partnership",
    "Passage",
    "Placement",
    "Revision",
    "StrandView",
    "Tag",
}
GIVEN_BY_ITS_AUTHOR = {
    "Reply",
    "SharedCopy",
    "SharedLevel",
    "SharedPlacing",
    "SharedTag",
    "TwoViews",
}
HANGS_ON_WHAT_WAS_GIVEN = {"Decision", "Reading", "SecondReading", "SecondTag", "SheetLine"}
ABOUT_THE_PROGRAMME = {
    "Cohort",
    "DraftSheet",
    "ErasedEntry",
    "Invitation",
    "KeptSheet",
    "Membership",
    "Module",
    "ModuleDraft",
    "Moment",
    "Notice",
    "Prompt",
    "Question",
    "QuestionGroup",
    "Section",
    "SheetGap",
    "SheetReceipt",
}


def private_models() -> list[type[PrivateModel]]:
    return [model for model in apps.get_models() if issubclass(model, PrivateModel)]


def test_every_model_of_the_journal_is_private_shared_or_reference() -> None:
    journal = {
        model.__name__
        for model in apps.get_app_config("journal").get_models()
        if not model._meta.auto_created
    }

    private = READ_BY_ITS_OWNER_ONLY | A_READERS_OWN
    given = GIVEN_BY_ITS_AUTHOR | HANGS_ON_WHAT_WAS_GIVEN

    assert {model.__name__ for model in private_models()} == private
    assert journal == private | given | ABOUT_THE_PROGRAMME


@pytest.mark.parametrize("model", private_models(), ids=name)
def test_a_private_model_refuses_to_be_read_for_nobody(model: type[PrivateModel]) -> None:
    rows = model._default_manager.all()

    assert isinstance(rows, PrivateQuerySet)
    with pytest.raises(UnscopedQueryError):
        list(rows)
    assert model._meta.default_manager is model.objects  # type: ignore[attr-defined]
