"""Files that are broken, huge or meant to do harm: a clear error, soon, and nothing stored."""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from frameworks.exchange.formats import FORMATS, read
from frameworks.models import Framework
from partnership.people.models import User
from partnership.record.models import Change
from tests.conftest import signed_in
from tests.frameworks.exchange.hostile import HOSTILE, hostile, own

MOST_SECONDS = 2
MOST_BYTES_MORE = 100_000_000
GIVE = reverse("exchange:from-a-file")


@pytest.mark.django_db
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_nothing_is_stored(what: str, tmp_path: Path) -> None:
    name, data = hostile(what)
    file = tmp_path / name
    file.write_bytes(data)
    began = time.process_time()

    with pytest.raises(CommandError, match=r"^Nothing was imported") as caught:
        call_command("import_framework", file)

    assert time.process_time() - began < MOST_SECONDS
    said = str(caught.value)
    assert len(said.splitlines()) <= 42
    assert len(said) < 15_000
    assert all(sign.isprintable() or sign == "\n" for sign in said)
    assert not Framework.objects.exists()


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("what", HOSTILE)
def test_the_page_refuses_it_as_soon_and_stores_nothing(
    sam: User, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request that is too large is refused before any of it is read, with a page of its own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    as_sam = signed_in(sam)
    name, data = hostile(what)
    body = encode_multipart(BOUNDARY, {"file": SimpleUploadedFile(name, data)})
    began = time.process_time()

    answer = as_sam.generic("POST", GIVE, body, MULTIPART_CONTENT)

    assert time.process_time() - began < MOST_SECONDS
    assert answer.status_code == (413 if len(data) > 3_000_000 else 422)
    html = answer.content.decode()
    assert "There is a problem" in html or "too much to send" in html
    assert len(html) < 100_000
    assert not Framework.objects.exists()
    assert not Change.objects.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize(
    "what", ["100 MB", "YAML many items", "JSON many parts", "CSV 200,000 rows", "XML entity bomb"]
)
def test_a_hostile_file_takes_little_memory(what: str, tmp_path: Path) -> None:
    name, data = hostile(what)
    file = tmp_path / name
    file.write_bytes(data)
    tracemalloc.start()
    try:
        with pytest.raises(CommandError):
            call_command("import_framework", file)
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES_MORE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("format", FORMATS)
def test_a_byte_order_mark_is_no_harm(format: str) -> None:
    text = own(format).removeprefix("\ufeff")
    file = f"x{FORMATS[format].suffix}"

    assert read(b"\xef\xbb\xbf" + text.encode(), file).pack == read(text.encode(), file).pack


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 60
