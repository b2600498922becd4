"""What an author writes for themselves, and the one rule about it: its owner reads it.

The default manager of a private model refuses to run a query that has not been told for whom.
`Entry.objects.all()` raises when it would touch the database; `Entry.objects.owned_by(person)`
works, and so does following a relation from the person or from another private row, since that
row was itself fetched for its owner. What other people may read is in journal.models.sharing.

A join that begins at another model (`User.objects.filter(entries__body=...)`) never asks this
manager. tests/test_private_rows.py keeps such joins out of the rooms where others read.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.sql import Query

from partnership.prepared import Given

M = TypeVar("M", bound="PrivateModel")


class UnscopedQueryError(RuntimeError):
    """A query over private rows that nobody has said the owner of."""


class PrivateQuery(Query):
    """What a private queryset becomes as a part of another query: a subquery, an Exists, a union.

    Those take the query out of its queryset, past every method below, so it has to know by itself.
    """

    is_scoped = False
    owner: object = None  # who was named, where somebody was

    @property
    def is_somebodys(self) -> bool:
        """Not to be kept for others: whose rows it finds is not left to be given."""
        return not isinstance(self.owner, Given)

    def require_scope(self) -> None:
        if not self.is_scoped:
            name = self.get_meta().object_name
            raise UnscopedQueryError(
                f"{name} rows are private: start with {name}.objects.owned_by(person)."
            )

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self.require_scope()
        return super().get_compiler(*args, **kwargs)

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        self.require_scope()
        return super().resolve_expression(*args, **kwargs)

    def combine(self, rhs: Any, connector: str) -> None:
        """`mine | theirs` would widen what is mine."""
        rhs.require_scope()
        super().combine(rhs, connector)
        self.owner = self.owner if self.owner == rhs.owner else None


class PrivateQuerySet(models.QuerySet[M]):
    """A queryset that reaches the database only once it knows whose rows it may touch."""

    query: PrivateQuery
    _hints: dict[str, Any]  # Django's own: which instance a relation was followed from

    def __init__(
        self,
        model: type[M] | None = None,
        query: Query | None = None,
        using: str | None = None,
        hints: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(model, PrivateQuery(model) if query is None else query, using, hints)
        self._scope_by_hints()

    def _add_hints(self, **hints: Any) -> None:
        super()._add_hints(**hints)  # type: ignore[misc]  # Django's own, untyped
        self._scope_by_hints()

    def _scope_by_hints(self) -> None:
        if _belongs_to_somebody(self._hints.get("instance")):
            self.query.is_scoped = True

    def owned_by(self, person: models.Model | UUID | models.OuterRef) -> Self:
        """The rows of this person (or of the person with this id) and nobody else's.

        Every page's starting point. In a subquery, the owner of the outer row.
        """
        scoped = self.filter(**{self.model.OWNER: person})
        scoped.query.is_scoped, scoped.query.owner = True, person
        return scoped

    def across_owners(self, *, reason: str) -> Self:
        """Everybody's rows, for the nightly commands and for one number over the site.

        Never for a page that shows a row, or counts those of a few.
        tests/test_private_rows.py lists the only files that may call this.
        """
        scoped = self.all()
        scoped.query.is_scoped = True
        return scoped

    def _require_scope(self) -> None:
        self.query.require_scope()

    # Every way from a queryset to the database.

    def _fetch_all(self) -> None:
        self._require_scope()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._require_scope()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._require_scope()
        return super().count()

    def exists(self) -> bool:
        self._require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._require_scope()
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_scope()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def explain(self, *args: Any, **kwargs: Any) -> str:
        self._require_scope()
        return super().explain(*args, **kwargs)

    def aiterator(self, *args: Any, **kwargs: Any) -> Any:
        self._require_scope()
        return super().aiterator(*args, **kwargs)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        """SQL by hand names no owner that anyone could check."""
        raise UnscopedQueryError(f"{self.model.__name__} rows are private: no raw SQL over them.")


def _belongs_to_somebody(instance: object) -> bool:
    """Whether a relation was followed from a person, or from a row that was fetched for one.

    From anything else (a question, an element) it would gather the rows of many people.
    """
    return isinstance(instance, PrivateModel | get_user_model())


class PrivateModel(models.Model):
    """Base of everything an author writes for themselves. OWNER is the lookup to its author."""

    OWNER: ClassVar[str] = "author"

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Type and short id, and never a word of the text: this reaches logs and error pages."""
        return f"{type(self).__name__} {str(self.pk)[:8]}"
