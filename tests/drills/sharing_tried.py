"""How often the model of sharing is tried, and what counts as noticing that a rule is broken."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from journal.cohorts.deeds import AlreadyInError

from .sights import Sights
from .who_sees_what import WhoSeesWhat
from .world import World

FEW = settings(
    max_examples=100,
    stateful_step_count=30,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)
MANY = settings(FEW, max_examples=500, stateful_step_count=50, derandomize=False, print_blob=True)
# To see that a broken rule is noticed nobody needs the shortest way to it.
UNTIL_NOTICED = settings(FEW, max_examples=500, phases=[Phase.generate], report_multiple_bugs=False)
# A product that trips over its own broken rule has noticed it, as it would in use.
NOTICED = (AssertionError, AlreadyInError)


def run(world: World, how: settings) -> None:
    """Each example goes on from the same two texts."""
    of_this_world = {"world": world, "sights": Sights(world)}
    machine = type("WhoSeesWhat", (WhoSeesWhat,), of_this_world)
    first = machine()
    try:
        first.begin()
        machine.at_first, machine.words_used = first.model, first.words_used
        run_state_machine_as_test(machine, settings=how)
    finally:
        first.teardown()
