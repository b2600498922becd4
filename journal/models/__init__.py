"""One file a concept. The words are those of docs/architecture.md; import them from here."""

from .cohort import Cohort, Membership
from .entry import DraftSave, Entry, Revision
from .module import Module, Question, QuestionGroup, Section
from .partnership import Observation, Partnership
from .sharing import Reply, SharedCopy, SharedLevel, SharedTag
from .tag import Passage, Placement, Tag

__all__ = [
    "Cohort",
    "DraftSave",
    "Entry",
    "Membership",
    "Module",
    "Observation",
    "Partnership",
    "Passage",
    "Placement",
    "Question",
    "QuestionGroup",
    "Reply",
    "Revision",
    "Section",
    "SharedCopy",
    "SharedLevel",
    "SharedTag",
    "Tag",
]
