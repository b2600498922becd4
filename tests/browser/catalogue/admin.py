"""What an admin has: the start of /manage/, and what is kept there."""

from __future__ import annotations

from .looks import Look, Looks

LOOKS: Looks = {
    "admin": [
        Look("manage:start", who="admin"),
    ],
}

EXCUSED: dict[str, str] = {}
