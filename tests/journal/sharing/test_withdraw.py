"""Taking back: what goes with the copy, and what stays because it belongs to whoever wrote it."""

from django.test import Client
from django.urls import reverse

from journal.models import (
    Cohort,
    Entry,
    Reading,
    Reply,
    ReplyDraft,
    SecondReading,
    SharedCopy,
    SheetLine,
)
from journal.sharing.deeds import withdraw, withdraw_all
from partnership.people.models import User
from tests.factories import make_cohort, make_entry, make_reply, share


def test_withdrawing_takes_everything_back_at_once(
    as_bryony: Client, as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    copy = share(entry, autumn)
    assert as_rosalind.get(copy.get_absolute_url()).status_code == 200

    as_bryony.post(reverse("sharing:copy-withdraw", args=[entry.pk]))

    assert as_rosalind.get(copy.get_absolute_url()).status_code == 404
    assert not SharedCopy.objects.exists()
    assert Entry.objects.owned_by(bryony).get() == entry


def test_withdrawing_twice_says_so_and_harms_nothing(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    withdraw = reverse("sharing:copy-withdraw", args=[entry.pk])

    as_bryony.post(withdraw)

    assert "This was not shared." in as_bryony.get(entry.get_absolute_url()).content.decode()
    assert as_bryony.get(withdraw).status_code == 405


def test_what_hangs_on_the_copy_goes_with_it(bryony: User, rosalind: User, autumn: Cohort) -> None:
    entry = make_entry(bryony, "Words to read out.")
    copy = share(entry, autumn)
    Reading.objects.create(copy=copy, person=rosalind)
    SecondReading.objects.create(copy=copy, reader=rosalind, text_given_at=copy.text_given_at)
    SheetLine.objects.create(
        cohort=autumn, copy=copy, start=0, end=5, quote="Words", asked_by=rosalind
    )

    assert withdraw(entry)

    for model in (SharedCopy, Reading, SecondReading, SheetLine):
        assert not model.objects.exists()


def test_what_somebody_wrote_stays_theirs(bryony: User, rosalind: User, autumn: Cohort) -> None:
    entry = make_entry(bryony, "Words to answer.")
    copy = share(entry, autumn)
    mine = {"author": rosalind, "copy": copy}
    ReplyDraft.objects.create(**mine, to=bryony, body="Why", note="Ask her.", start=0, end=5)
    reply = make_reply(copy, rosalind, start=0, end=5, quote="Words")

    withdraw(entry)

    draft = ReplyDraft.objects.owned_by(rosalind).get()
    assert (draft.copy, draft.body, draft.note) == (None, "Why", "Ask her.")
    assert "Words" not in str(ReplyDraft.objects.owned_by(rosalind).values_list().get())
    assert Reply.objects.received_by(bryony).get() == reply


def test_leaving_takes_back_what_was_given_to_that_cohort_and_nothing_else(
    bryony: User, idris: User, autumn: Cohort
) -> None:
    spring = make_cohort(leaders=(bryony,))
    share(make_entry(bryony), autumn)
    share(make_entry(bryony), autumn, "cohort")
    kept_elsewhere = share(make_entry(bryony), spring)
    kept_by_another = share(make_entry(idris), autumn)

    assert withdraw_all(bryony, autumn) == 2

    assert set(SharedCopy.objects.all()) == {kept_elsewhere, kept_by_another}
    assert Entry.objects.owned_by(bryony).count() == 3
    assert withdraw_all(bryony, autumn) == 0
