"""Promises of the outbox, each broken on purpose in the script that keeps it.

`BROKEN` maps what goes wrong, in a sentence, to the script, a part of it, and what takes its place.
A drill that passes with any of these in place keeps nothing.
"""

from __future__ import annotations

from .desk import Fault

OUTBOX, AUTOSAVE = "js/outbox.js", "js/autosave.js"

BROKEN: dict[str, Fault] = {
    "nothing is kept on the device": (OUTBOX, "store.put(record)", "store.count()"),
    "words are kept in the clear": (
        OUTBOX,
        "await crypto.subtle.encrypt(cipher(record), key, encoded(JSON.stringify(words)))",
        "encoded(JSON.stringify(words)).buffer",
    ),
    "there is one key for everybody": (
        OUTBOX,
        "const { owner, before, epoch, key, now } = await response.json();",
        "const { before, now } = await response.json();"
        "const owner = 'all', epoch = '0'.repeat(16), key = btoa('all'.padEnd(32));",
    ),
    "what was saved is left behind": (
        OUTBOX,
        "if (!now?.posts.length) return remove(me);",
        "if (!now?.posts.length) return;",
    ),
    "“Saved” stays while one types on": (
        AUTOSAVE,
        'if (state === "calm" || state === "refused") show("calm", WORDS.start);',
        "",
    ),
}
