"""Adding, moving, retiring and bringing back; frameworks in front; a new module and a copy."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from journal.models import Module, ModuleDraft, Question
from journal.modules.sheets import Working, working
from partnership.people.models import User
from partnership.record.models import Change
from tests.factories import make_entry
from tests.forms import form_at

from .desk import KEY, add, publish, state_of

pytestmark = pytest.mark.django_db


def act(client: Client, deed: str, kind: str, item: str, **sent: str) -> None:
    address = reverse(f"modules:part-{deed}", args=[KEY, kind, item])
    assert client.post(address, sent).status_code == 302


def keys(there: Working, kind: str, group: str = "") -> list[str]:
    return [part.key for part in there.parts(kind, group=group)]


def test_a_question_moves_among_those_of_its_group(as_sam: Client, shipped: Module) -> None:
    before = keys(working(KEY), "question", "personal")
    assert before[:2] == ["pr_why", "pr_purposes"]

    act(as_sam, "move", "question", "pr_why", to="up")  # it is the first already
    act(as_sam, "move", "question", "pr_why", to="down")

    assert keys(working(KEY), "question", "personal") == ["pr_purposes", "pr_why", *before[2:]]
    publish(as_sam)
    asked = Question.objects.filter(group__key="personal").order_by("position")
    assert [question.key for question in asked] == ["pr_purposes", "pr_why", *before[2:]]


def test_a_move_passes_over_what_is_retired(as_sam: Client, shipped: Module) -> None:
    act(as_sam, "retire", "question", "pr_purposes")

    act(as_sam, "move", "question", "pr_why", to="down")

    assert keys(working(KEY), "question", "personal")[:2] == ["pr_role", "pr_why"]


def test_a_section_is_dropped_before_another_or_at_the_end(as_sam: Client, shipped: Module) -> None:
    act(as_sam, "move", "section", "sec_role", to="before", before="sec_meaning")
    act(as_sam, "move", "section", "sec_drivers", to="before", before="")

    moved = keys(working(KEY), "section")
    assert (moved[:2], moved[-1]) == (["sec_role", "sec_meaning"], "sec_drivers")


def test_what_is_retired_keeps_its_answers_and_comes_back(
    as_sam: Client, as_bryony: Client, bryony: User, shipped: Module
) -> None:
    entry = make_entry(bryony, question=Question.objects.get(key="pr_why"))
    act(as_sam, "retire", "question", "pr_why")
    assertContains(as_bryony.get(shipped.get_absolute_url()), "Why partnership matters")

    publish(as_sam)

    assertNotContains(as_bryony.get(shipped.get_absolute_url()), "Why partnership matters")
    assertContains(as_bryony.get(entry.get_absolute_url()), "Why partnership matters")
    act(as_sam, "back", "question", "pr_why")
    publish(as_sam)
    assertContains(as_bryony.get(shipped.get_absolute_url()), "Why partnership matters")


def test_a_group_is_not_retired(as_sam: Client, shipped: Module) -> None:
    address = reverse("modules:part-retire", args=[KEY, "group", "personal"])

    assert as_sam.post(address).status_code == 404


def test_what_is_added_stands_last_under_a_key_of_its_own(as_sam: Client, shipped: Module) -> None:
    address = add(as_sam, "question", "  Why partnership  matters", group="personal")

    assert address == f"/manage/modules/{KEY}/question/why_partnership_matters/"
    assert keys(working(KEY), "question", "personal")[-1] == "why_partnership_matters"
    again = add(as_sam, "question", "Why partnership matters", group="activity")
    assert again.endswith("/why_partnership_matters_2/")
    assertContains(as_sam.get(again), "Why partnership matters")


def test_a_part_without_a_title_is_not_added(as_sam: Client, shipped: Module) -> None:
    assert add(as_sam, "section", "  ") == reverse("modules:module", args=[KEY])
    assert not ModuleDraft.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [{"kind": "order"}, {"kind": "question", "group": "nowhere"}, {"kind": "question"}, {}],
)
def test_nothing_else_can_be_added(as_sam: Client, shipped: Module, sent: dict[str, str]) -> None:
    address = reverse("modules:part-add", args=[KEY])

    assert as_sam.post(address, {"title": "x", **sent}).status_code == 404


def test_what_is_added_and_retired_before_publishing_is_never_seen(
    as_sam: Client, shipped: Module
) -> None:
    add(as_sam, "section", "A slip")
    act(as_sam, "retire", "section", "a_slip")

    publish(as_sam)

    assert not shipped.sections.filter(key="a_slip").exists()


@pytest.mark.parametrize("item", ["nothing", "sec_meaning"])
def test_what_is_not_there_is_not_moved(as_sam: Client, shipped: Module, item: str) -> None:
    address = reverse("modules:part-move", args=[KEY, "question", item])

    assert as_sam.post(address, {"to": "up"}).status_code == 404


def test_frameworks_in_front_have_an_order(as_sam: Client, shipped: Module) -> None:
    address = reverse("modules:front-change", args=[KEY])
    for framework, to in (
        ("stakeholders", "in"),
        ("stakeholders", "up"),
        ("himmelman_linkage", "down"),
        ("briggs_factors", "out"),
        ("no_such", "in"),
    ):
        as_sam.post(address, {"framework": framework, "to": to})

    publish(as_sam)

    shipped.refresh_from_db()
    assert shipped.frameworks_in_front == [
        "hargreaves_maturity",
        "himmelman_linkage",
        "stakeholders",
    ]


# Beginning


def test_an_empty_module_is_nobody_elses_until_it_is_published(
    as_sam: Client, as_bryony: Client, shipped: Module
) -> None:
    as_sam.post(reverse("modules:module-add"), {"title": "A first year", "copy_of": ""})
    page = as_sam.get(reverse("modules:module-publish", args=["a_first_year"]))
    assertContains(page, "The module asks no question yet.")
    assert as_bryony.get("/modules/a_first_year/").status_code == 404
    address = add(as_sam, "question", "How it began", key="a_first_year", group="questions")
    assertContains(
        as_sam.get(reverse("modules:module-publish", args=["a_first_year"])), "asks nothing yet"
    )
    sent = {"title": "How it began", "body": "How did it begin?", "group": "questions"}
    form_at(as_sam, address, "base_version").post(as_sam, **sent)

    publish(as_sam, "a_first_year")

    assertContains(as_bryony.get("/modules/a_first_year/"), "How did it begin?")
    assertContains(as_bryony.get("/write/how_it_began/"), "How did it begin?")
    said = [line.words for line in Change.objects.newest_first()[:2]]
    assert said == [
        "published the module A first year: 1 group of questions new, 1 question new",
        "began the module A first year",
    ]


def test_a_copy_asks_questions_of_its_own(
    as_sam: Client, as_bryony: Client, bryony: User, shipped: Module
) -> None:
    make_entry(bryony, question=Question.objects.get(key="pr_why"))
    as_sam.post(reverse("modules:module-add"), {"title": "Another year", "copy_of": KEY})

    publish(as_sam, "another_year")

    copy = Module.objects.get(key="another_year")
    assert copy.questions.count() == shipped.questions.count()
    assert copy.sections.count() == shipped.sections.count()
    assert copy.frameworks_in_front == shipped.frameworks_in_front
    assert not set(copy.questions.values_list("key")) & set(shipped.questions.values_list("key"))
    page = as_bryony.get("/modules/another_year/")
    assertContains(page, "Why partnership matters")
    assert all(not task.is_started for task in _tasks(page))
    assert [question.sections.count() for question in copy.questions.all()] == [
        question.sections.count() for question in shipped.questions.all()
    ]


def _tasks(page: object) -> list[object]:
    groups = page.context_data["groups"]  # type: ignore[attr-defined]
    return [task for _, tasks in groups for task, *_ in tasks]


def test_a_module_needs_a_title(as_sam: Client) -> None:
    answer = as_sam.post(reverse("modules:module-add"), {"title": " "})

    assertContains(answer, "Give the module a title.")
    assert not ModuleDraft.objects.exists()


def test_discarding_goes_back_to_what_is_published(as_sam: Client, shipped: Module) -> None:
    act(as_sam, "retire", "question", "pr_why")
    add(as_sam, "section", "A new one")
    assertContains(as_sam.get(reverse("modules:module-discard", args=[KEY])), "A new one")

    as_sam.post(reverse("modules:module-discard", args=[KEY]))

    page = as_sam.get(reverse("modules:module-publish", args=[KEY]))
    assertContains(page, "Nothing differs from what is published.")
    assert not working(KEY).has_changes


def test_discarding_what_was_never_published_leaves_nothing(as_sam: Client) -> None:
    as_sam.post(reverse("modules:module-add"), {"title": "A slip"})

    as_sam.post(reverse("modules:module-discard", args=["a_slip"]))

    assert as_sam.get(reverse("modules:module", args=["a_slip"])).status_code == 404


def test_the_list_takes_the_same_queries_however_many_modules_there_are(
    as_sam: Client, shipped: Module, django_assert_num_queries: object
) -> None:
    address = reverse("modules:module-list")
    for title in ("One", "Two", "Three"):
        as_sam.post(reverse("modules:module-add"), {"title": title})
        as_sam.get(address)  # says that it is begun
        with django_assert_num_queries(6):  # type: ignore[operator]
            page = as_sam.get(address)
        assertContains(page, "Not published yet.")


def test_publishing_twice_says_nothing_differs(as_sam: Client, shipped: Module) -> None:
    act(as_sam, "retire", "question", "pr_why")
    publish(as_sam)

    assert state_of(as_sam)
    page = as_sam.get(reverse("modules:module-publish", args=[KEY]))
    assertContains(page, "Nothing differs from what is published.")
