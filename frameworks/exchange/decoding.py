"""The bytes of a file as text, or a clear refusal before anything reads further.

A file may be 2 MB, must be UTF-8 and may begin with a byte order mark. What is plainly something
else (a zip, a spreadsheet, a PDF, UTF-16, Latin-1) is told by name, with what to do.
"""

from __future__ import annotations

import re
from pathlib import Path

from .report import refused

MOST_BYTES = 2_000_000
BEGINNINGS = [
    (b"PK\x03\x04", "is a zip or a spreadsheet: save it as text (UTF-8) in one of the formats"),
    (b"PK\x05\x06", "is an empty zip: give the file that should be in it"),
    (b"\x1f\x8b", "is compressed (gzip): unpack it first"),
    (b"BZh", "is compressed (bzip2): unpack it first"),
    (b"\xfd7zXZ", "is compressed (xz): unpack it first"),
    (b"7z\xbc\xaf", "is compressed (7z): unpack it first"),
    (b"%PDF", "is a PDF: a framework cannot be read from one"),
    (b"\xd0\xcf\x11\xe0", "is an old Word or Excel file: save it as CSV (UTF-8)"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"\x00\x00\xfe\xff", "is UTF-32: save it as UTF-8"),
    (b"\xff\xfe\x00\x00", "is UTF-32: save it as UTF-8"),
    (b"\xff\xfe", "is UTF-16: save it as UTF-8 (in Excel: CSV UTF-8)"),
    (b"\xfe\xff", "is UTF-16: save it as UTF-8 (in Excel: CSV UTF-8)"),
]
# Controls, halves of pairs, and signs that turn the direction of what stands around them, so that
# what is read on a page is not what is kept.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def bytes_of(path: Path) -> bytes:
    """The file's bytes. A file that is too big is not read, whatever it is."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise refused(path.name, 1, "the file", f"cannot be read: {error.strerror}") from error
    return data


def text_of(data: bytes, file: str) -> str:
    """The bytes as text. Raises PackError."""
    if len(data) > MOST_BYTES:
        most = f"{MOST_BYTES:,}"
        raise refused(file, 1, "the file", f"is larger than {most} bytes, the most there may be")
    for beginning, message in BEGINNINGS:
        if data.startswith(beginning):
            raise refused(file, 1, "the file", message)
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        message = "has a NUL in it, so it is not UTF-8 text: save it as UTF-8"
        raise refused(file, line, "the file", message)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"0x{data[error.start]:02X}"
        message = (
            f"is not UTF-8 (byte {byte}). It may be Latin-1 or Windows-1252: open it in the "
            "program it came from and save it as UTF-8"
        )
        raise refused(file, line, "the file", message) from error
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"has a character that is not for reading (U+{ord(found[0]):04X}): take it out"
        raise refused(file, line, "the file", message)
    if not text.strip():
        raise refused(file, 1, "the file", "is empty")
    return text
