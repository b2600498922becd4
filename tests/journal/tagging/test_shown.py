"""A tagged text as it is read back: tags on all of it first, then passages in their order."""

from journal.models import Tag
from journal.tagging.chosen import chosen_of
from journal.tagging.deeds import tag_passage, tag_whole
from journal.tagging.passages import Span
from journal.tagging.shown import shown, shown_entry
from partnership.people.models import User
from tests.factories import make_entry, make_framework


def test_tags_on_all_of_it_come_first_and_passages_in_their_order(db: None) -> None:
    one, two, three = make_framework(elements=("one", "two", "three")).editions.get().elements.all()
    body = "First words. Second words."

    page = shown(body, [(one, Span(13, 26)), (two, Span(0, 12)), (three, None)])

    assert [(tag.name, tag.covers, tag.passage) for tag in page.tags] == [
        ("Three", "All of it", ""),
        ("Two", "“First words.”", "0-12"),
        ("One", "“Second words.”", "13-26"),
    ]
    assert page.tags[0].href == three.get_absolute_url()


def test_the_same_words_tagged_twice_are_one_passage(db: None) -> None:
    one, two = make_framework(elements=("one", "two")).editions.get().elements.all()

    page = shown("Some words.", [(one, Span(0, 11)), (two, Span(0, 11))])

    [segment] = page.words[0].lines[0]
    assert [tag.name for passage in segment.ending for tag in passage.tags] == ["One", "Two"]


def test_a_tag_whose_words_are_gone_stands_on_all_of_it(bryony: User) -> None:
    element = make_framework().editions.get().elements.get()
    entry = make_entry(bryony, body="These few words will go. These will stay.")
    tag_passage(entry=entry, start=0, end=24, element=element)
    tag_whole(entry=entry, element=element)
    entry.body = "Something else was written in their place."
    entry.save(update_fields=["body"])

    page = shown_entry(chosen_of(entry))

    assert Tag.objects.owned_by(bryony).count() == 2
    assert [(tag.href, tag.covers) for tag in page.tags] == [
        (element.get_absolute_url(), "All of it")
    ]
