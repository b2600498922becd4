"""What an admin has: the start of /manage/, and what is kept there."""

from __future__ import annotations

from .looks import A_FILE, Look, Looks

LOOKS: Looks = {
    "admin": [
        Look("manage:start", who="admin"),
        Look("exchange:files", who="admin", of="levels"),
        Look("exchange:files", "many things lost", who="admin", of="factors"),
    ],
}

EXCUSED: dict[str, str] = {"exchange:file": A_FILE}
