"""Files that are sent to us: small, kept in memory while they are looked at, and never on a disk.

Django would write a larger file to a temporary one before any view could refuse it. Here a request
that is too large is refused by its announced length, before anything of it is read.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler


class SmallFilesOnly(MemoryFileUploadHandler):
    """Takes a request of UPLOAD_MOST bytes at most. Raises RequestDataTooBig, which is 413."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 (as Django calls it)
        content_length: int,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if content_length > settings.UPLOAD_MOST:
            raise RequestDataTooBig("More than UPLOAD_MOST bytes were announced.")
        self.activated = True
