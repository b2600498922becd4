"""Is everything that was acknowledged in the database, once? Looked up there, past the product."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from uuid import UUID

from .site import Site
from .writers import Writers

ENTRIES = "SELECT id, version, body, author_id FROM journal_entry"
RECEIPTS = "SELECT entry_id, count(*) FROM journal_draftsave GROUP BY entry_id"
REVISIONS = "SELECT entry_id FROM journal_revision"


def complaints(site: Site, writers: Writers) -> list[str]:
    """One for each text lost, each save doubled or missing, and each row that nobody sent."""
    people = {UUID(writer.person) for writer in writers.all}
    stored = {
        UUID(str(pk)): (version, body)
        for pk, version, body, author in site.ask(ENTRIES)
        if UUID(str(author)) in people
    }
    receipts = {UUID(str(pk)): count for pk, count in site.ask(RECEIPTS)}
    found = list(writers.odd)
    if stored.keys() & {UUID(str(pk)) for (pk,) in site.ask(REVISIONS)}:
        found.append("a save was taken for another window's")
    for entry in writers.written:
        version, body = stored.pop(entry.entry_id, (0, ""))
        if (version, body) != (entry.version, entry.body):
            found.append(f"{entry.entry_id}: acknowledged {entry.version}, kept {version}")
        if receipts.pop(entry.entry_id, 0) != entry.version:
            found.append(f"{entry.entry_id}: {entry.version} saves and other receipts")
    found += [f"{pk}: nobody wrote this" for pk in stored]
    return found + broken(site)


def broken(site: Site) -> list[str]:
    """What SQLite finds amiss in its file. PostgreSQL refuses to start on what it cannot mend."""
    if not site.is_file:
        return []
    with closing(sqlite3.connect(site.file)) as opened:
        checks = opened.execute("PRAGMA integrity_check").fetchall()
        checks += opened.execute("PRAGMA foreign_key_check").fetchall()
    return [str(check) for check in checks if check != ("ok",)]
