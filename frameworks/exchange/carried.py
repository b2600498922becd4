"""What was checked, on its way to being confirmed: in the page itself, signed, and nowhere else.

Nothing of a file is stored before somebody has said yes. A cache forgets, and is known to one of
several processes; a file on a disk would be left behind. So the page that shows the check carries
the framework in a hidden field, compressed and signed for the one person who gave the file. It is
read by the strict rules again when it comes back.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

from partnership.people.models import User

from ..packs import FrameworkPack
from . import own_json
from .report import Reading, refused

SALT = "frameworks.exchange.carried"
FOR = timedelta(days=1)
MOST = 900_000  # of the megabyte that a form without files may be


class NotCarriedError(Exception):
    """What came back is not what was checked: a day has passed, or it was somebody else's."""


def packed(reading: Reading, file: str, *, by: User) -> str:
    """The framework that was read. Raises PackError for one that is too much for a form."""
    said = [str(by.pk), own_json.write(reading.pack)]
    text = signing.dumps(said, salt=SALT, compress=True)
    if len(text) > MOST:
        message = "holds more than a page can carry: whoever runs the site can import it there"
        raise refused(file, 1, "the file", message)
    return text


def unpacked(text: str, *, by: User) -> FrameworkPack:
    """Raises NotCarriedError."""
    try:
        whose, pack = signing.loads(text, salt=SALT, max_age=FOR)
    except signing.BadSignature as error:
        raise NotCarriedError from error
    if whose != str(by.pk):
        raise NotCarriedError
    return own_json.read(pack, "the file").pack
