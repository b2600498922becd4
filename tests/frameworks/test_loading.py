"""Packs into editions: word for word, all or nothing, and nothing ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frameworks.loading import LoadReport, load_frameworks, publish_packs
from frameworks.models import Edition, Element, Framework, Group
from frameworks.packs import CONTENT, FrameworkPack, read_pack
from frameworks.strict_yaml import PackError
from tests.factories import make_framework

from .test_packs import FACTORS, GROUPED

FIRST = datetime(2026, 9, 1, tzinfo=UTC)
LATER = datetime(2026, 10, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two packs, loaded."""
    (tmp_path / "two_things.yaml").write_text(FACTORS)
    (tmp_path / "other.yaml").write_text(GROUPED.replace("two_things", "other"))
    load_frameworks(tmp_path, at=FIRST)
    return tmp_path


def reword(folder: Path, before: str, after: str, name: str = "two_things") -> None:
    path = folder / f"{name}.yaml"
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, after))


def published(key: str) -> Edition:
    return Edition.objects.published().get(framework__key=key)


def test_the_database_says_word_for_word_what_the_shipped_files_say(content: None) -> None:
    assert Framework.objects.count() == 29
    assert Element.objects.count() == 169
    for path in CONTENT.glob("*.yaml"):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        edition = published(path.stem)

        framework = edition.framework
        assert (framework.name, framework.kind) == (raw["name"], raw["kind"])
        assert (framework.subject, framework.status) == (raw["subject"], raw["status"])
        assert (edition.name, edition.summary) == (raw["name"], raw["summary"])
        assert edition.sources == raw["sources"]
        assert edition.notes == raw.get("notes", [])
        assert edition.is_historical == raw.get("historical", False)
        assert edition.is_compiled == raw.get("compiled", False)
        assert edition.is_partly_verified == (raw.get("verified") == "partial")
        if "dimensions" in raw:
            assert edition.dimensions == raw["dimensions"]
        assert [said_of(group) for group in edition.groups.all()] == raw.get("groups", [])
        elements = edition.elements.select_related("group")
        for element, words in zip(elements, raw["elements"], strict=True):
            assert {key: said_of(element)[key] for key in words} == words


def said_of(row: Element | Group) -> dict[str, object]:
    """A row in the words of the file."""
    if isinstance(row, Group):
        return {
            "key": row.key,
            "name": row.name,
            "order": row.position,
            "description": row.description,
        }
    return {
        **{
            name: getattr(row, name) for name in ("key", "name", "description", "prompt", "aliases")
        },
        **{name: getattr(row, name) for name in ("distinguishes", "adds", "acts", "enough_when")},
        **{name: getattr(row, name) for name in ("signs_of_more", "activity_question", "position")},
        "order": row.position,
        "group": row.group.key if row.group else "",
        "confirmed": row.is_confirmed,
    }


def test_the_maturity_stages_ship_switched_off(content: None) -> None:
    off = Framework.objects.filter(is_switched_on=False)

    assert [framework.key for framework in off] == ["maturity_stages"]
    assert not Element.objects.offered().known_as("maturity_stages", "leading").exists()


def test_what_an_admin_switched_stays_as_they_left_it(
    content: None, framework_packs: list[FrameworkPack]
) -> None:
    Framework.objects.filter(key="maturity_stages").update(is_switched_on=True)
    Framework.objects.filter(key="ecm_outcomes").update(is_switched_on=False)

    publish_packs([replace(pack, summary="Other.") for pack in framework_packs], at=LATER)

    assert Framework.objects.get(key="maturity_stages").is_switched_on
    assert not Framework.objects.get(key="ecm_outcomes").is_switched_on


def test_a_second_load_reads_and_writes_nothing(content: None) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = load_frameworks(at=LATER)

    assert len(report.unchanged) == 29
    assert report == LoadReport(unchanged=report.unchanged)
    said = [query["sql"].split()[0] for query in queries.captured_queries]
    assert set(said) <= {"SELECT", "SAVEPOINT", "RELEASE"}


def test_a_load_asks_the_same_number_of_queries_for_any_number_of_packs(
    framework_packs: list[FrameworkPack],
) -> None:
    with CaptureQueriesContext(connection) as few:
        publish_packs(framework_packs[:1], at=FIRST)
    Framework.objects.all().update(key="else")
    with CaptureQueriesContext(connection) as many:
        publish_packs(framework_packs, at=FIRST)

    assert len(many) - len(few) <= 6  # long inserts go in batches


def test_a_reworded_element_makes_a_new_edition_and_leaves_the_old_one(folder: Path) -> None:
    reword(folder, "The first.", "The very first.")

    report = load_frameworks(folder, at=LATER)

    assert report.reworded == ["two_things"]
    assert report.unchanged == ["other"]
    editions = Edition.objects.filter(framework__key="two_things").order_by("number")
    assert [(e.number, e.state, e.published_at) for e in editions] == [
        (1, "superseded", FIRST),
        (2, "published", LATER),
    ]
    assert [e.elements.get(key="one").description for e in editions] == [
        "The first.",
        "The very first.",
    ]


def test_the_framework_takes_its_new_name(folder: Path) -> None:
    reword(folder, "name: Two things", "name: A pair")

    load_frameworks(folder, at=LATER)

    assert Framework.objects.get(key="two_things").name == "A pair"


def test_an_element_that_left_is_carried_as_retired(folder: Path) -> None:
    reword(folder, "  - {key: one, name: One, description: The first.}\n", "")
    load_frameworks(folder, at=LATER)
    reword(folder, "The second.", "The only one.")
    load_frameworks(folder, at=timezone.now())

    edition = published("two_things")
    assert edition.number == 3
    assert [(e.key, e.position, e.is_retired) for e in edition.elements.all()] == [
        ("two", 1, False),
        ("one", 2, True),
    ]
    assert edition.elements.get(key="one").description == "The first."
    assert [e.key for e in Element.objects.offered().filter(edition=edition)] == ["two"]


def test_an_element_that_returns_is_no_longer_retired(folder: Path) -> None:
    line = "  - {key: one, name: One, description: The first.}\n"
    reword(folder, line, "")
    load_frameworks(folder, at=LATER)
    reword(folder, "elements:\n", "elements:\n" + line)
    load_frameworks(folder, at=timezone.now())

    assert [(e.key, e.is_retired) for e in published("two_things").elements.all()] == [
        ("one", False),
        ("two", False),
    ]


def test_a_retired_element_keeps_its_group_while_there_is_one(folder: Path) -> None:
    reword(folder, "  - {key: one, group: all, name: One, description: The first.}\n", "", "other")
    load_frameworks(folder, at=LATER)
    edition = published("other")
    assert edition.elements.get(key="one").group == edition.groups.get(key="all")

    reword(folder, "{key: all,", "{key: every,", "other")
    reword(folder, "group: all", "group: every", "other")
    load_frameworks(folder, at=timezone.now())
    assert published("other").elements.get(key="one").group is None


def test_a_framework_whose_file_left_is_retired_and_comes_back(folder: Path) -> None:
    text = (folder / "other.yaml").read_text()
    (folder / "other.yaml").unlink()

    assert load_frameworks(folder, at=LATER).retired == ["other"]
    assert Framework.objects.get(key="other").retired_at == LATER
    assert load_frameworks(folder, at=timezone.now()).retired == []

    (folder / "other.yaml").write_text(text)
    assert load_frameworks(folder, at=timezone.now()).brought_back == ["other"]
    assert Framework.objects.get(key="other").retired_at is None
    assert published("other").number == 1


def test_a_framework_made_on_the_site_is_not_retired_for_want_of_a_file(folder: Path) -> None:
    make_framework("of_our_own")

    report = load_frameworks(folder, at=LATER)

    assert report.retired == []
    assert Framework.objects.get(key="of_our_own").retired_at is None


def test_an_edition_made_on_the_site_is_not_overwritten(folder: Path) -> None:
    Edition.objects.filter(framework__key="two_things").update(pack_digest="", summary="Ours.")
    reword(folder, "The first.", "The very first.")

    report = load_frameworks(folder, at=LATER)

    assert report.made_here == ["two_things"]
    assert published("two_things").summary == "Ours."
    assert any("two_things: left alone" in line for line in report.lines())


def test_a_draft_made_on_the_site_keeps_its_number(folder: Path) -> None:
    framework = Framework.objects.get(key="two_things")
    Edition.objects.create(framework=framework, number=2, name="A draft", summary="Not yet.")
    reword(folder, "The first.", "The very first.")

    load_frameworks(folder, at=LATER)

    editions = framework.editions.order_by("number")
    assert [(e.number, e.state) for e in editions] == [
        (1, "superseded"),
        (2, "draft"),
        (3, "published"),
    ]


def test_one_broken_pack_leaves_the_database_untouched(folder: Path) -> None:
    before = list(Element.objects.values().order_by("pk"))
    reword(folder, "The first.", "The very first.")
    reword(folder, "group: all", "group: some", "other")

    with pytest.raises(PackError, match=r"other.yaml, line \d+: elements.one.group"):
        load_frameworks(folder, at=LATER)

    assert list(Element.objects.values().order_by("pk")) == before
    assert Edition.objects.count() == 2


def test_a_fault_while_writing_leaves_nothing_half_loaded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(folder, "The first.", "The very first.")

    def stops(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(Element.objects, "bulk_create", stops)
    with pytest.raises(RuntimeError):
        load_frameworks(folder, at=LATER)

    assert published("two_things").number == 1


def test_the_command_says_in_a_few_words_what_it_did(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reword(folder, "The first.", "The very first.")

    call_command("load_content", frameworks=folder)

    assert capsys.readouterr().out.splitlines()[:2] == [
        "Frameworks: 0 new, 1 in a new edition, 0 retired, 1 unchanged.",
        "  two_things: in a new edition.",
    ]


def test_the_command_stops_with_every_problem(folder: Path) -> None:
    reword(folder, "status: core", "status: best")
    reword(folder, "status: core", "status: good", "other")

    with pytest.raises(CommandError) as error:
        call_command("load_content", frameworks=folder)

    said = str(error.value).splitlines()
    assert said[0] == "Nothing was loaded. The packs have 2 problems:"
    assert [line.split(":")[0] for line in said[1:]] == [
        "other.yaml, line 5",
        "two_things.yaml, line 5",
    ]


def test_a_pack_is_what_a_file_says(tmp_path: Path) -> None:
    (tmp_path / "two_things.yaml").write_text(FACTORS)
    pack = read_pack(tmp_path / "two_things.yaml")

    publish_packs([pack], at=FIRST)

    assert published("two_things").pack_digest == pack.digest
