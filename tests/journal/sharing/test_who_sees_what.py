"""Whatever happens to a shared text, in any order: everyone sees what they may, and no more.

The model, and what can happen, are in tests/drills; `make drills` goes on for longer and breaks
every rule, of which some are broken here.
"""

import pytest

from tests.drills.faults import BROKEN
from tests.drills.sharing_tried import FEW, NOTICED, UNTIL_NOTICED, run
from tests.drills.world import make_world

SOON_NOTICED = [
    "readers are not asked which audience it was given to",
    "the bin does not withdraw",
    "leaving does not withdraw",
    "stopping only says that it did",
]


@pytest.mark.slow
def test_everyone_sees_what_they_may_and_no_more(db: None) -> None:
    run(make_world(), FEW)


@pytest.mark.parametrize("what", SOON_NOTICED)
def test_a_broken_rule_is_noticed(db: None, what: str) -> None:
    world = make_world()

    with BROKEN[what](), pytest.raises(NOTICED):
        run(world, UNTIL_NOTICED)
