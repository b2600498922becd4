"""export_framework and import_framework: out of one site, into another, and nothing half done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from frameworks.editing.drafts import begin
from frameworks.exchange.formats import FORMATS
from frameworks.exchange.stored import published_pack
from frameworks.loading import load_frameworks
from frameworks.models import Edition, Element, Framework
from partnership.people.models import User
from partnership.record.models import Change
from tests.frameworks.exchange.packs import shipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> None:
    load_frameworks(at=timezone.now())


def exported(key: str, own: str, folder: Path) -> Path:
    out = folder / f"{key}{FORMATS[own].suffix}"
    call_command("export_framework", key, format=own, out=out)
    return out


@pytest.mark.usefixtures("loaded")
def test_what_is_published_is_what_was_shipped() -> None:
    assert {key: published_pack(key) for key in shipped()} == shipped()


@pytest.mark.usefixtures("loaded")
def test_importing_what_the_site_has_publishes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = exported("himmelman_linkage", "json", tmp_path)
    call_command("import_framework", out)

    assert Edition.objects.filter(framework__key="himmelman_linkage").count() == 1
    assert "has published exactly this" in capsys.readouterr().out


def test_a_check_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(FORMATS["yaml"].write(shipped()["briggs_factors"]))
    call_command("import_framework", file, check=True)

    assert not Framework.objects.exists()
    assert "Would publish edition 1." in capsys.readouterr().out


@pytest.mark.usefixtures("loaded")
def test_a_reworded_file_is_a_new_edition_that_loading_leaves_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = exported("himmelman_linkage", "yaml", tmp_path)
    out.write_text(out.read_text().replace("name: Networking", "name: Keeping in touch"))
    call_command("import_framework", out)
    load_frameworks(at=timezone.now())

    edition = Edition.objects.published().get(framework__key="himmelman_linkage")
    said = capsys.readouterr().out
    assert "Published edition 2.\n  networking: renamed; other words in: name\n" in said
    assert "of the framework itself" not in said
    assert (edition.number, edition.pack_digest) == (2, "")
    assert edition.elements.get(key="networking").name == "Keeping in touch"
    assert Framework.objects.filter(retired_at=None).count() == 29


@pytest.mark.usefixtures("loaded")
def test_an_element_that_left_the_file_is_retired(tmp_path: Path) -> None:
    out = exported("briggs_factors", "yaml", tmp_path)
    pack = shipped()["briggs_factors"]
    elements = pack.elements[:-1]
    out.write_text(FORMATS["yaml"].write(replace(pack, elements=elements)))
    call_command("import_framework", out)

    gone = Element.objects.get(
        edition__framework__key=pack.key, edition__state="published", key=pack.elements[-1].key
    )
    assert gone.is_retired


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("field", ["takes_the_place_of", "comes_from"])
def test_a_file_that_says_only_what_an_element_follows_is_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], field: str
) -> None:
    file = tmp_path / "himmelman_linkage.yaml"
    pack = shipped()["himmelman_linkage"]
    *others, stays, leaves = pack.elements
    shorter = replace(pack, elements=(*others, stays))
    follower = replace(stays, **{field: (leaves.key,)})  # type: ignore[arg-type]
    following = replace(pack, elements=(*others, follower))
    for said in (shorter, following):
        file.write_text(FORMATS["yaml"].write(said))
        call_command("import_framework", file)

    label = field.replace("_", " ")
    assert f"{stays.key}: with another origin; other words in: {label}" in capsys.readouterr().out
    assert published_pack(pack.key) == following


@pytest.mark.usefixtures("loaded")
def test_a_framework_of_another_kind_is_refused(tmp_path: Path) -> None:
    out = exported("briggs_factors", "yaml", tmp_path)
    out.write_text(out.read_text().replace("key: briggs_factors", "key: himmelman_linkage", 1))

    with pytest.raises(CommandError, match="give the file another key"):
        call_command("import_framework", out)
    assert Edition.objects.count() == 29


def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    text = FORMATS["yaml"].write(shipped()["briggs_factors"])
    file.write_text(text.replace("kind: grouped", "kind: pile"))

    with pytest.raises(CommandError, match=r"x\.yaml, line 4: kind: is “pile”"):
        call_command("import_framework", file)
    assert not Framework.objects.exists()


def test_a_framework_that_is_not_there_is_not_exported() -> None:
    with pytest.raises(CommandError, match="No framework “nothing” is published"):
        call_command("export_framework", "nothing")


@pytest.mark.usefixtures("loaded")
def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    out = exported("briggs_factors", "yaml", tmp_path)

    with pytest.raises(CommandError, match="is there already"):
        call_command("export_framework", "briggs_factors", out=out)


@pytest.mark.usefixtures("loaded")
def test_a_check_of_a_foreign_file_says_what_it_would_leave_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = exported("himmelman_linkage", "matrix", tmp_path)
    call_command("import_framework", out, check=True)
    said = capsys.readouterr()

    assert "What Mahara’s .matrix cannot carry:" in said.err
    assert "elements.networking.enough_when: “You mainly need" in said.err
    assert (
        "  networking: reworded; would be left empty: what it adds, what partners do," in said.out
    )
    assert "of the framework itself: would be left empty: worth knowing" in said.out
    assert Edition.objects.count() == 29


@pytest.mark.usefixtures("loaded")
def test_a_retired_element_is_told_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition = Edition.objects.published().get(framework__key="briggs_factors")
    element = edition.elements.latest("position")
    edition.elements.filter(pk=element.pk).update(is_retired=True)
    out = exported("briggs_factors", "yaml", tmp_path)

    assert f"retired: {element.key}." in capsys.readouterr().err
    assert f"key: {element.key}\n" not in out.read_text()


@pytest.mark.usefixtures("loaded")
def test_a_framework_that_was_retired_is_brought_back_by_other_words_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = exported("briggs_factors", "yaml", tmp_path)
    Framework.objects.filter(key="briggs_factors").update(retired_at=timezone.now())
    call_command("import_framework", out)
    assert "It is retired: an admin can bring it back" in capsys.readouterr().out
    assert not Framework.objects.get(key="briggs_factors").is_in_use

    out.write_text(out.read_text().replace("kind: grouped", "historical: true\nkind: grouped"))
    call_command("import_framework", out)
    assert Framework.objects.get(key="briggs_factors").is_in_use


@pytest.mark.usefixtures("loaded")
def test_a_draft_that_somebody_writes_is_not_passed_over(tmp_path: Path, sam: User) -> None:
    out = exported("briggs_factors", "yaml", tmp_path)
    out.write_text(out.read_text().replace("kind: grouped", "historical: true\nkind: grouped"))
    begin(Framework.objects.get(key="briggs_factors"), by=sam, at=timezone.now())

    with pytest.raises(CommandError, match=r"has a draft already\. Publish or discard it first"):
        call_command("import_framework", out)


def test_who_published_it_is_written_down(tmp_path: Path, sam: User, bryony: User) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(FORMATS["yaml"].write(shipped()["briggs_factors"]))
    for by in (bryony.email, "nobody@example.org"):
        with pytest.raises(CommandError, match="is not an admin here"):
            call_command("import_framework", file, by=by)
    call_command("import_framework", file, by=sam.email)

    assert Edition.objects.get().published_by == sam
    assert [line.sentence.partition(" of ")[0] for line in Change.objects.order_by("pk")] == [
        "Sam Admin began, from a file, Briggs's factors beneficial to collaboration",
        "Sam Admin published edition 1",
    ]


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("own", ["yaml", "json"])
def test_a_shipped_framework_comes_out_of_the_database_byte_for_byte(
    own: str, tmp_path: Path
) -> None:
    """Also out of PostgreSQL, which keeps no order among the keys of an object."""
    for key, pack in shipped().items():
        assert exported(key, own, tmp_path).read_text() == FORMATS[own].write(pack)


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_makes_a_framework_on_another_site(format: str, tmp_path: Path) -> None:
    pack = shipped()["hargreaves_maturity"]
    file = tmp_path / f"x{FORMATS[format].suffix}"
    file.write_text(FORMATS[format].write(pack), newline="")
    call_command("import_framework", file)

    elements = Element.objects.offered().filter(edition__framework__key=pack.key)
    assert [(element.key, element.name, element.description) for element in elements] == [
        (element.key, element.name, element.description) for element in pack.elements
    ]


def test_an_import_that_fails_half_way_stores_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(FORMATS["yaml"].write(shipped()["briggs_factors"]))

    def breaks(*args: object, **kwargs: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(Element.objects, "bulk_create", breaks)
    with pytest.raises(CommandError, match="at the same moment"):
        call_command("import_framework", file)
    assert not Framework.objects.exists()
