"""Each form with long text says whose page it is on, so that its words outlive the session."""

import re

from tests.ours import files, name

# But not by these, and why.
WITHOUT_LONG_TEXT = {
    "journal/cohorts/ask.html": "a code",
    "journal/cohorts/invitation.html": "a password is never carried",
    "journal/cohorts/join.html": "a password is never carried",
    "journal/cohorts/move.html": "a choice",
    "journal/looking_back/writing_time.html": "a time",
    "journal/mail/pause.html": "a day",
    "journal/partnerships/end.html": "a day",
    "journal/partnerships/strands.html": "choices",
    "journal/review/copy.html": "its box says it",
    "journal/sharing/share.html": "a choice",
    "journal/two_views/answer.html": "a choice",
    "journal/two_views/ask.html": "a choice, and a name",
    "journal/looking_back/line_keep.html": "choices",
    "journal/welcome/page.html": "a choice",
    "manage/modules/add.html": "a title",
    "manage/modules/days.html": "days",
    "people/settings.html": "choices, and a name",
    "errors/words_kept.html": "says it itself",
}
HAS_TEXT = re.compile(r"<textarea|{% crispy |as_crispy_field")


def test_every_form_with_long_text_says_whose_page_it_is_on() -> None:
    every = files("*.html", rooms=["templates"])
    texts = {name(path).removeprefix("templates/"): path.read_text() for path in every}
    silent = {
        template
        for template, text in texts.items()
        if HAS_TEXT.search(text) and "{% whose %}" not in text
        if not template.startswith(("bootstrap5/", "account/"))  # a password is never carried
    }

    assert silent == WITHOUT_LONG_TEXT.keys(), "print {% whose %} in it, or say here why not"
