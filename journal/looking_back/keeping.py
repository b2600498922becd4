"""Keeping a line of an entry, and letting one go. Each deed is one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction

from journal.dates import Term
from journal.models import Entry, KeptLine, Revision
from journal.models.kept_line import MOST_A_TERM
from journal.revisions import keep_revision
from journal.tagging.deeds import forget_if_bare, passage_at
from journal.tagging.passages import Span


class TermIsFullError(Exception):
    """Five lines of the entry's term are kept: one has to go before another is."""


def term_of(entry: Entry) -> Term:
    """The term that its lines belong to."""
    return Term.of(entry.written_on)


@transaction.atomic
def keep_line(*, entry: Entry, span: Span, let_go: UUID | None = None) -> KeptLine:
    """Keep these words of the present text, in place of another line if one is named.

    Again is the same. Raises TermIsFullError where there is no place for it.
    """
    revision = keep_revision(entry, Revision.Kind.MARKED)
    passage = passage_at(revision, span.start, span.end)
    mine = KeptLine.objects.owned_by(entry.author_id)
    kept = mine.filter(passage=passage).first()
    if kept is not None:
        return kept
    of_term = mine.of_term(term_of(entry).value)
    for line in of_term.filter(pk=let_go) if let_go else ():
        let_line_go(line=line)
    place = _free_place(of_term.select_related("passage__entry"))
    try:
        with transaction.atomic():
            return mine.create(
                author_id=entry.author_id, passage=passage, term=term_of(entry).value, place=place
            )
    except IntegrityError as taken:  # by another window, at the same moment
        raise TermIsFullError from taken


@transaction.atomic
def let_line_go(*, line: KeptLine) -> None:
    """It is kept no more. Its words stay where they are, with the tags that are on them."""
    passage = line.passage
    line.delete()
    forget_if_bare(passage)


def _free_place(lines: Iterable[KeptLine]) -> int:
    """An empty one, or that of a line whose entry is in the bin, which goes."""
    taken = {line.place: line for line in lines}
    for place in range(1, MOST_A_TERM + 1):
        if place not in taken:
            return place
    for place, line in taken.items():
        if line.passage.entry.binned_at is not None:
            let_line_go(line=line)
            return place
    raise TermIsFullError
