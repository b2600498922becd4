"""The page "Tag it", as it is shown and as it is posted without script."""

import gzip

import pytest
from django.urls import reverse
from django.utils import timezone

from frameworks.models import Framework
from journal.models import Entry, Tag
from journal.tagging import deeds
from tests.conftest import signed_in
from tests.factories import make_entry, make_partnership

from .conftest import BODY, element

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


def page(entry):
    return reverse("tagging:entry-tags", args=[entry.pk])


def tagged(entry):
    rows = Tag.objects.owned_by(entry.author).filter(entry=entry)
    return sorted(rows.values_list("element__key", "passage__quote"), key=str)


def ticked(response):
    """The boxes of the second framework in front that the page shows ticked."""
    groups = response.context["panel"].frames[1].groups
    return [choice.key for group in groups for choice in group.choices if choice.is_ticked]


def post(client, entry, *, shown="", was="", do="done", **fields):
    fields = {"shown": shown, "was": was, "version": entry.version, "do": do, **fields}
    return client.post(page(entry), fields)


def test_shows_the_words_the_parts_and_the_groups(as_bryony, entry):
    response = as_bryony.get(page(entry))

    html = response.content.decode()
    assert "<title>Tag it – Partnership journal</title>" in html
    assert "We met 🎉 on Monday." in html
    assert "“The cost fell on us, or so …”" in html
    assert "How closely are you linked?" in html
    assert "Pick what fits this link now. Closer is not always better." in html
    assert "No tags yet. You can add them any time." in html
    panel = response.context["panel"]
    assert [choice.key for choice in panel.suggested.choices] == ["network_leadership/outside_in"]
    assert [frame.key for frame in panel.frames] == ["himmelman_linkage", "hargreaves_maturity"]
    assert [framework.key for framework in panel.others] == ["network_leadership"]


def test_a_stranger_finds_nothing(as_idris, entry):
    assert as_idris.get(page(entry)).status_code == 404
    assert as_idris.post(page(entry), {"do": "done"}).status_code == 404


def test_the_facilitator_finds_nothing(as_rosalind, entry):
    assert as_rosalind.get(page(entry)).status_code == 404


def test_an_entry_in_the_bin_is_not_tagged(as_bryony, entry):
    Entry.objects.owned_by(entry.author).update(binned_at=timezone.now())

    assert as_bryony.get(page(entry)).status_code == 404


def test_no_other_method(as_bryony, entry):
    assert as_bryony.delete(page(entry)).status_code == 405


def test_done_keeps_what_was_ticked_and_goes_to_the_entry(as_bryony, entry):
    key = "hargreaves_maturity/moral_purpose"

    response = post(as_bryony, entry, shown=key, tags=key)

    assert response.url == reverse("writing:entry", args=[entry.pk])
    assert tagged(entry) == [("moral_purpose", None)]


@pytest.mark.parametrize(("body", "is_draft"), [("Some words.", False), (" \n", True)])
def test_done_is_done_unless_nothing_is_written(as_bryony, bryony, body, is_draft):
    draft = make_entry(bryony, body, done_at=None)

    post(as_bryony, draft)

    draft.refresh_from_db()
    assert draft.is_draft is is_draft
    assert [each.kind for each in draft.revisions.all()] == ([] if is_draft else ["done"])


def test_done_takes_off_what_was_unticked(as_bryony, entry):
    deeds.tag_whole(entry=entry, element=element("hargreaves_maturity/moral_purpose"))
    key = "hargreaves_maturity/moral_purpose"

    post(as_bryony, entry, shown=key, was=key)

    assert tagged(entry) == []


def test_a_box_that_was_not_on_the_page_is_left_alone(as_bryony, entry):
    deeds.tag_whole(entry=entry, element=element("network_leadership/shared_goals"))

    post(as_bryony, entry, shown="hargreaves_maturity/moral_purpose")

    assert tagged(entry) == [("shared_goals", None)]


def test_a_box_that_another_window_changed_meanwhile_is_left_alone(as_bryony, entry):
    deeds.tag_whole(entry=entry, element=element("hargreaves_maturity/moral_purpose"))

    post(as_bryony, entry, shown="hargreaves_maturity/moral_purpose")

    assert tagged(entry) == [("moral_purpose", None)]


@pytest.mark.parametrize(
    ("was", "ticks", "expected"),
    [
        pytest.param("", 1, [("outside_in", None)], id="one of two twins ticked: on"),
        pytest.param("network_leadership/outside_in", 1, [], id="one of two unticked: off"),
        pytest.param(
            "network_leadership/outside_in", 2, [("outside_in", None)], id="both left: on"
        ),
    ],
)
def test_an_element_that_stands_twice_on_the_page(as_bryony, entry, was, ticks, expected):
    key = "network_leadership/outside_in"
    if was:
        deeds.tag_whole(entry=entry, element=element(key))

    post(as_bryony, entry, shown=f"{key} {key}", was=was, tags=[key] * ticks)

    assert tagged(entry) == expected


def test_tags_a_paragraph(as_bryony, entry):
    key = "hargreaves_maturity/moral_purpose"
    start = BODY.index("The cost")

    post(as_bryony, entry, shown=key, tags=key, part=f"{start}-{len(BODY)}")

    assert tagged(entry) == [("moral_purpose", BODY[start:])]


def test_show_its_tags_keeps_what_was_ticked_and_shows_the_paragraph(as_bryony, entry):
    key = "hargreaves_maturity/moral_purpose"

    response = post(as_bryony, entry, shown=key, tags=key, part="0-19", do="part")
    shown = as_bryony.get(response.url)

    assert tagged(entry) == [("moral_purpose", BODY[:19])]
    assert shown.context["panel"].part.words == BODY[:19]
    assert shown.context["panel"].ticked == key


@pytest.mark.parametrize("part", ["19-21", "0-999", "9-2", "nonsense", "0-19\0"])
def test_a_part_that_does_not_fit_is_refused_and_ticks_stay(as_bryony, entry, part):
    key = "hargreaves_maturity/moral_purpose"

    response = post(as_bryony, entry, shown=key, tags=key, part=part)

    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    ticked = {
        c.key for g in response.context["panel"].frames[1].groups for c in g.choices if c.is_ticked
    }
    assert ticked == {key}
    assert tagged(entry) == []


def test_offsets_of_an_older_text_are_refused(as_bryony, entry):
    key = "hargreaves_maturity/moral_purpose"

    response = post(as_bryony, entry, shown=key, tags=key, part="0-19", version=0)

    assert response.status_code == 422
    assert tagged(entry) == []


@pytest.mark.parametrize(
    "change", [{"is_switched_on": False}, {"retired_at": timezone.now()}], ids=["off", "retired"]
)
def test_an_element_that_left_the_list_loses_no_other_tick(as_bryony, entry, change):
    gone, stays = "network_leadership/outside_in", "hargreaves_maturity/moral_purpose"
    Framework.objects.filter(key="network_leadership").update(**change)

    refused = post(as_bryony, entry, shown=f"{gone} {stays}", tags=[gone, stays])

    assert refused.status_code == 422
    assert tagged(entry) == []
    assert ticked(refused) == [stays]


def test_removes_one_line_without_script(as_bryony, entry):
    deeds.tag_whole(entry=entry, element=element("hargreaves_maturity/moral_purpose"))
    deeds.tag_whole(entry=entry, element=element("network_leadership/shared_goals"))
    tag = entry.tags.get(element__key="shared_goals")

    response = post(as_bryony, entry, do="", remove=str(tag.pk))

    assert response.url.startswith(page(entry))
    assert tagged(entry) == [("moral_purpose", None)]


def test_places_a_partnership_without_script(as_bryony, entry):
    hollybank = make_partnership(entry.author)
    levels = {
        f"{hollybank.pk}-level": "coordination",
        f"{hollybank.pk}-fit": "closer",
        f"{hollybank.pk}-needed": "cooperation",
        f"{hollybank.pk}-level-was": "||",
        "about-shown": str(hollybank.pk),
        "about-was": "",
        "about": str(hollybank.pk),
    }

    response = post(as_bryony, entry, **levels)

    observation = entry.observations.get()
    assert response.status_code == 302
    assert (observation.level.key, observation.needed.key) == ("coordination", "cooperation")
    assert list(entry.partnerships.all()) == [hollybank]
    assert tagged(entry) == [("coordination", None)]


def test_without_script_a_newly_ticked_partnership_shows_its_levels(as_bryony, entry):
    hollybank = make_partnership(entry.author, name="Hollybank")
    ids = {"about-shown": str(hollybank.pk), "about-was": "", "about": str(hollybank.pk)}
    offered = as_bryony.get(page(entry))

    response = post(as_bryony, entry, do="levels", **ids)

    assert "<noscript>" in offered.text
    assert 'name="do" value="levels"' in offered.text
    assert f'name="{hollybank.pk}-level"' not in offered.text
    assert response.url.endswith("#tag-levels")
    assert f'name="{hollybank.pk}-level"' in as_bryony.get(response.url).text


def test_a_level_that_was_not_changed_on_the_page_is_left_alone(as_bryony, entry):
    hollybank = make_partnership(entry.author)
    deeds.place_partnership(
        entry=entry, partnership=hollybank, level=element("himmelman_linkage/networking")
    )

    post(as_bryony, entry, **{f"{hollybank.pk}-level": "", f"{hollybank.pk}-level-was": "||"})

    assert entry.observations.get().level.key == "networking"


def test_another_persons_partnership_cannot_be_named(as_bryony, idris, entry):
    theirs = make_partnership(idris)

    post(
        as_bryony,
        entry,
        **{
            f"{theirs.pk}-level": "networking",
            "about": str(theirs.pk),
            "about-shown": str(theirs.pk),
        },
    )

    assert entry.observations.count() == 0
    assert entry.partnerships.count() == 0


def test_finds_without_script(as_bryony, entry):
    response = as_bryony.get(page(entry), {"q": "outs"})

    assert [c.key for c in response.context["found"].choices] == ["network_leadership/outside_in"]


def test_says_so_when_nothing_is_found(as_bryony, entry):
    html = as_bryony.get(page(entry), {"q": "<b>qqq"}).content.decode()

    assert "Nothing found for “&lt;b&gt;qqq”. Try the groups below." in html


def test_opens_another_framework_without_script(as_bryony, entry):
    response = as_bryony.get(page(entry), {"framework": "network_leadership"})

    opened = response.context["panel"].opened
    assert [c.name for g in opened.groups for c in g.choices] == ["Outside in", "Shared goals"]


def test_a_framework_that_is_not_there_opens_nothing(as_bryony, entry):
    assert as_bryony.get(page(entry), {"framework": "nothing"}).context["panel"].opened is None


def test_a_tag_in_older_wording_keeps_it_and_ticks_the_new_box(as_bryony, entry):
    old = element("hargreaves_maturity/moral_purpose")
    deeds.tag_whole(entry=entry, element=old)
    edition = old.edition
    edition.state = "superseded"
    edition.save()
    new = edition.framework.editions.create(
        number=2, state="published", name="New", summary="New", published_at=timezone.now()
    )
    new.elements.create(key="moral_purpose", position=1, name="Purpose, reworded", description="-")

    panel = as_bryony.get(page(entry)).context["panel"]

    box = panel.frames[1].groups[0].choices[0]
    assert (box.name, box.is_ticked) == ("Purpose, reworded", True)
    assert [line.name for line in panel.chosen.lines] == ["Moral purpose"]

    post(as_bryony, entry, shown=box.key, was=box.key)
    assert tagged(entry) == []


def test_a_short_selection_is_offered_its_sentence(as_bryony, entry):
    fields = {"part": "25-29", "version": entry.version, "quote": "cost"}

    offered = as_bryony.post(page(entry), fields, headers=SCRIPT)
    chosen = as_bryony.post(page(entry), {**fields, "sure": "1"}, headers=SCRIPT)

    assert "Tag the sentence instead?" in offered.content.decode()
    assert offered.context["sentence"].words.startswith("The cost fell on us")
    assert offered.context["panel"].part.span is None
    assert chosen.context["panel"].part.words == "cost"


def test_words_that_are_not_there_are_refused(as_bryony, entry):
    fields = {"part": "25-29", "version": entry.version, "quote": "coat"}

    response = as_bryony.post(page(entry), fields, headers=SCRIPT)

    assert response.status_code == 422
    assert "Your text has changed" in response.content.decode()


def test_five_used_last_once_there_are_five(as_bryony, entry):
    keys = [f"himmelman_linkage/{k}" for k in ("networking", "coordination", "cooperation")]
    keys += ["hargreaves_maturity/moral_purpose", "network_leadership/outside_in"]
    for key in keys[:4]:
        deeds.tag_whole(entry=entry, element=element(key))
    assert as_bryony.get(page(entry)).context["panel"].recent is None

    deeds.tag_whole(entry=entry, element=element(keys[4]))
    recent = as_bryony.get(page(entry)).context["panel"].recent

    assert [choice.key for choice in recent.choices] == keys[::-1]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_fixed_number_of_queries(as_bryony, bryony, entry, rows, django_assert_num_queries):
    keys = ["hargreaves_maturity/moral_purpose", "network_leadership/outside_in"]
    for n in range(rows):
        partnership = make_partnership(bryony, f"Link {n}")
        deeds.place_partnership(
            entry=entry, partnership=partnership, level=element("himmelman_linkage/networking")
        )
        deeds.tag_passage(entry=entry, start=n, end=n + 6, element=element(keys[0]))
    deeds.tag_whole(entry=entry, element=element(keys[1]))

    with django_assert_num_queries(11):
        as_bryony.get(page(entry))


def test_a_person_without_cohort_or_question_sees_the_core_three(elsewhere, sam, frameworks):
    response = signed_in(sam).get(page(make_entry(sam)))

    keys = [frame.key for frame in response.context["panel"].frames]
    assert keys == ["himmelman_linkage", "hargreaves_maturity"]
    assert "Share with" not in response.content.decode()


def test_the_page_is_small_enough_for_a_phone(as_bryony, entry):
    response = as_bryony.get(page(entry))

    assert len(gzip.compress(response.content)) <= 15 * 1024
