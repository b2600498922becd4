"""One file a concept. The words are those of docs/architecture.md; import them from here."""

from .cohort import Cohort, Invitation, Membership
from .commitment import Commitment
from .entry import DraftSave, Entry, Revision
from .erased import ErasedEntry
from .follow_up import Moment, MomentChoice, Prompt
from .kept_line import KeptLine
from .looking_back import LookBack
from .module import Module, Question, QuestionGroup, Section
from .module_draft import DraftSheet, KeptSheet, ModuleDraft, SheetReceipt
from .notice import Notice
from .partnership import Observation, Partnership
from .reading import Reading, Starter
from .reply import Reply, ReplyDraft, ReplyDraftSave
from .second_reading import Decision, SecondReading, SecondTag
from .session_sheet import SheetGap, SheetLine
from .sharing import SharedCopy, SharedLevel, SharedTag
from .strand_view import StrandView
from .tag import Passage, Placement, Tag
from .two_views import SharedPlacing, TwoViews

__all__ = [
    "Cohort",
    "Commitment",
    "Decision",
    "DraftSave",
    "DraftSheet",
    "Entry",
    "ErasedEntry",
    "Invitation",
    "KeptLine",
    "KeptSheet",
    "LookBack",
    "Membership",
    "Module",
    "ModuleDraft",
    "Moment",
    "MomentChoice",
    "Notice",
    "Observation",
    "Partnership",
    "Passage",
    "Placement",
    "Prompt",
    "Question",
    "QuestionGroup",
    "Reading",
    "Reply",
    "ReplyDraft",
    "ReplyDraftSave",
    "Revision",
    "SecondReading",
    "SecondTag",
    "Section",
    "SharedCopy",
    "SharedLevel",
    "SharedPlacing",
    "SharedTag",
    "SheetGap",
    "SheetLine",
    "SheetReceipt",
    "Starter",
    "StrandView",
    "Tag",
    "TwoViews",
]
