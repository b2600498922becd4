"""The long proof that everyone sees what they may, and that breaking any one rule is noticed.

Not collected by itself: `make drills` names this file.
"""

from __future__ import annotations

import pytest

from .faults import BROKEN
from .sharing_tried import MANY, NOTICED, UNTIL_NOTICED, run
from .world import make_world


def test_everyone_sees_what_they_may_and_no_more(db: None) -> None:
    run(make_world(), MANY)


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_rule_is_noticed(db: None, what: str) -> None:
    world = make_world()

    with BROKEN[what](), pytest.raises(NOTICED):
        run(world, UNTIL_NOTICED)
