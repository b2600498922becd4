"""Everything a cohort shared under one element: each tag with the words it stands on.

Tags count in whichever edition they were made, by (framework key, element key), as do those of an
element whose place this one took. A copy that its
reader is tagging blind is left out until they are done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format

from frameworks.models import Element
from frameworks.wordings import wordings_of
from journal.models import Cohort, SharedCopy, SharedTag
from journal.models.sharing import SharedCopyQuerySet
from journal.tagging.parts import opening_words
from journal.tagging.passages import Span, in_context
from partnership.people.models import User

from .blind import without_blind

A_FREE_ENTRY = "A free entry"
FREE = "free"  # in an address, in place of a question's key
FILE_HEADER = [
    "framework",
    "element",
    "edition",
    "covers",
    "words",
    "author",
    "written on",
    "question",
    "title",
    "address",
]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Whose tags, and under which question; everyone's and any when empty."""

    person: UUID | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One tag: the words in bold with a sentence either side, whose they are, and where."""

    before: str
    words: str
    after: str
    is_whole: bool
    author: str
    written_on: str
    question: str
    address: str


def copies_to_compare(person: User, cohort: Cohort) -> SharedCopyQuerySet:
    """What this facilitator may read of a cohort, less what they are tagging blind now."""
    copies = SharedCopy.objects.for_facilitator(person).filter(cohort=cohort)
    return without_blind(copies, person)


def tags_of(
    person: User, cohort: Cohort, element: Element, narrowed: Narrowed
) -> QuerySet[SharedTag]:
    """Every author's tag of this element that this facilitator may read, the newest text first."""
    copies = copies_to_compare(person, cohort)
    if narrowed.person:
        copies = copies.filter(author=narrowed.person)
    if narrowed.question == FREE:
        copies = copies.filter(question=None)
    elif narrowed.question:
        copies = copies.filter(question__key=narrowed.question)
    framework_key = element.edition.framework.key
    worded = wordings_of([framework_key]).all_of(framework_key, element.key)
    tags = SharedTag.objects.filter(copy__in=copies, element__in=worded)
    return tags.order_by("-copy__text_given_at", "copy", "start", "pk")


def rows(tags: QuerySet[SharedTag]) -> list[Row]:
    return [_row(tag) for tag in _for_rows(tags)]


def file_rows(tags: QuerySet[SharedTag]) -> Iterator[list[object]]:
    """One line a tag, as FILE_HEADER says."""
    for tag in _for_rows(tags).iterator():
        copy, span = tag.copy, span_of(tag)
        yield [
            tag.element.edition.framework.key,
            tag.element.key,
            tag.element.edition.number,
            "passage" if span else "all of it",
            span.of(copy.body) if span else "",
            copy.author.name,
            copy.written_on.isoformat(),
            copy.question.title if copy.question else "",
            copy.title,
            copy.get_absolute_url() + _place(span),
        ]


def span_of(tag: SharedTag) -> Span | None:
    """Where it is in the copy; none for all of it."""
    return None if tag.start is None or tag.end is None else Span(tag.start, tag.end)


def _for_rows(tags: QuerySet[SharedTag]) -> QuerySet[SharedTag]:
    related = ("copy__author", "copy__question", "element__edition__framework")
    return tags.select_related(*related).only(
        "start",
        "end",
        "copy__body",
        "copy__title",
        "copy__written_on",
        "copy__author__name",
        "copy__question__title",
        "element__key",
        "element__edition__number",
        "element__edition__framework__key",
    )


def _row(tag: SharedTag) -> Row:
    copy, span = tag.copy, span_of(tag)
    before, words, after = in_context(copy.body, span) if span else ("", "", "")
    return Row(
        before=before,
        words=words if span else opening_words(copy.body),
        after=after,
        is_whole=span is None,
        author=copy.author.name,
        written_on=date_format(copy.written_on, "j F Y"),
        question=copy.title or (copy.question.title if copy.question else A_FREE_ENTRY),
        address=copy.get_absolute_url() + _place(span),
    )


def _place(span: Span | None) -> str:
    return f"#passage-{span.start}-{span.end}" if span else ""
