"""An entry of Bryony's, and three frameworks of which the module puts two in front."""

import pytest

from frameworks.models import Element
from journal.models import Entry, Module
from tests.factories import make_entry, make_framework, make_question

LEVELS = ("networking", "coordination", "cooperation", "collaboration")
BODY = "We met 🎉 on Monday.\n\nThe cost fell on us, or so I had always thought until then."


@pytest.fixture
def frameworks(db):
    make_framework("himmelman_linkage", LEVELS, kind="scale", name="Linkage")
    make_framework("hargreaves_maturity", ("moral_purpose", "social_capital"), name="Maturity")
    make_framework("network_leadership", ("outside_in", "shared_goals"), name="Skidmore")


@pytest.fixture
def entry(autumn, bryony, frameworks) -> Entry:
    Module.objects.update(frameworks_in_front=["himmelman_linkage", "hargreaves_maturity"])
    question = make_question(suggested_tags=["network_leadership/outside_in"])
    return make_entry(bryony, body=BODY, question=question)


def element(key: str) -> Element:
    """The offered element with this "framework_key/element_key"."""
    framework, _, name = key.partition("/")
    offered = Element.objects.offered().with_framework()
    return offered.get(edition__framework__key=framework, key=name)
