"""Taking back: what goes with the copy, and what stays because it belongs to whoever wrote it."""

from journal.models import Cohort, Entry, SharedCopy
from journal.sharing.deeds import withdraw_all
from partnership.people.models import User
from tests.factories import make_cohort, make_entry, share


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
