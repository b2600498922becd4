"""What a few typed letters find, and in which order."""

import pytest

from journal.tagging.finder import MOST_FOUND, Findable, find

OFFERED = [
    Findable("l/networking", "Networking", (), "Partners keep each other informed."),
    Findable(
        "l/cooperation", "Co-operation", ("Cooperating",), "High trust; they pool staff time."
    ),
    Findable("m/capital", "High social capital", (), "People trust each other and give back."),
    Findable("m/moral", "Collective moral purpose", (), "Answerable for every child."),
    Findable("s/cafe", "Café culture", (), "Staff talk across schools."),
    Findable("p/distrust", "Distrust", (), "Partners doubt each other."),
    Findable("p/trust", "Trust takes time", (), "It is earned slowly."),
    Findable("p/honesty", "Openness", ("Trust and honesty",), "People say what they think."),
    Findable("p/earning", "Earning trust", (), "By keeping promises."),
]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        pytest.param("netw", ["l/networking"], id="the start of a name"),
        pytest.param("NETW", ["l/networking"], id="case does not count"),
        pytest.param("cafe", ["s/cafe"], id="accents do not count in what is found"),
        pytest.param("café", ["s/cafe"], id="nor in what is typed"),
        pytest.param("coop", ["l/cooperation"], id="another word for it"),
        pytest.param("co-op", ["l/cooperation"], id="a hyphen parts words"),
        pytest.param("work", ["l/networking"], id="inside a word"),
        pytest.param("social cap", ["m/capital"], id="every word, each begun"),
        pytest.param("capital social", ["m/capital"], id="in any order"),
        pytest.param("social banana", [], id="one word not found is no hit"),
        pytest.param("people staff", [], id="words found in different elements are no hit"),
        pytest.param(
            "trust",
            ["p/trust", "p/earning", "p/distrust", "p/honesty"],
            id="name begun, word begun, inside, another word; no definition when a name is found",
        ),
        pytest.param("informed", ["l/networking"], id="a definition when no name is found"),
        pytest.param("", [], id="nothing typed"),
        pytest.param("  ?! ", [], id="nothing but signs"),
    ],
)
def test_finds(query, keys):
    assert [one.key for one in find(query, OFFERED)] == keys


def test_keeps_the_order_offered_among_equals():
    twins = [Findable(f"t/{n}", "Shared goals", (), "Same.") for n in range(5)]

    assert find("shared", twins) == twins
    assert find("shared", reversed(twins)) == twins[::-1]


def test_gives_no_more_than_a_list_that_can_be_read():
    many = [Findable(f"t/{n}", f"Shared goal {n}", (), "Same.") for n in range(50)]

    assert len(find("shared", many)) == MOST_FOUND


def test_a_pasted_page_is_cut_and_does_not_hang():
    assert find("trust " * 50_000, OFFERED) == find("trust", OFFERED)
