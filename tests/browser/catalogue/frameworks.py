"""What every word means."""

from __future__ import annotations

from .looks import Look, Looks

LOOKS: Looks = {
    "frameworks": [
        Look("frameworks:framework-list"),
        Look("frameworks:framework", "levels", of="levels"),
        Look("frameworks:framework", "strands", of="strands"),
        Look("frameworks:framework", "factors", of="factors"),
        Look("frameworks:framework", "stages", of="stages"),
        Look("frameworks:edition", of="thrice one"),
    ],
}
EXCUSED: dict[str, str] = {}
