"""What an admin has: the start of /manage/, and what is kept there."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from .looks import A_FILE, POSTS_ONLY, Act, Look, Looks, press


def give(text: str, *, format: str = "") -> Act:
    """Paste what is in a file, and press the button."""

    def act(page: Page, world: Any) -> None:
        page.get_by_label("Or what is in it, pasted").fill(text)
        page.get_by_label("Format").select_option(format)
        press("Look through it")(page, world)

    return act


CODES = "".join(
    f'<Code guid="{n}" name="{name}" isCodable="true" color="#ff0000"/>'
    for n, name in enumerate(["Trust between heads", "Turf", "Unequal_contributions_of_partners"])
)
CODEBOOK = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{CODES}</Codes></CodeBook>'

LOOKS: Looks = {
    "admin": [
        Look("manage:start", who="admin"),
        Look("exchange:from-a-file", who="admin"),
        Look("exchange:from-a-file", "nothing given", who="admin", act=press("Look through it")),
        Look(
            "exchange:from-a-file", "problems by line", who="admin", act=give("schema: x\nkey: 1")
        ),
        Look("exchange:from-a-file", "looked through", who="admin", act=give(CODEBOOK)),
        Look("exchange:files", who="admin", of="levels"),
        Look("exchange:files", "many things lost", who="admin", of="factors"),
    ],
}

EXCUSED: dict[str, str] = {"exchange:file": A_FILE, "exchange:draft": POSTS_ONLY}
