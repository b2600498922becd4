"""What every file keeps to, so that nobody has to remember it.

Each ban stands beside a line that breaks it, and a test that the line is caught: a rule that
cannot fail keeps nothing.
"""

from __future__ import annotations

import ast
import hashlib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.ours import ROOMS, ROOT, files, lines_with, name

IN_CODE = [
    (r"\bmark_safe\b|\bSafeString\b", "return mark_safe(entry.body)"),
    (r"\bcsrf_exempt\b", "@csrf_exempt"),
    (r"\.(raw|extra)\(", 'Entry.objects.raw("SELECT 1")'),
    (r"\bcache_page\b|\bcache_control\b", "@cache_page(60)"),
    (r"fields = [\"']__all__[\"']", 'fields = "__all__"'),
    (r"fail_silently=True", "send_mail(fail_silently=True)"),
    (r"\bpost_save\b|\bpre_save\b|\bm2m_changed\b", "post_save.connect(index)"),
]
IN_TEMPLATES = [
    (r"\|\s*safe(seq)?\b", "{{ entry.body|safe }}"),
    (r"autoescape\s+off", "{% autoescape off %}"),
    (r"filter\s+safe", "{% filter safe %}"),
    (r"<style\b|\sstyle=", '<p style="color: red">'),
    (r"<script(?![^>]*\bsrc=)", "<script>alert(1)</script>"),
    (r"\son[a-z]+=|\shx-on|\shx-vals=[\"']js:|javascript:", '<p onclick="go()">'),
    (r"(src|href|action)=[\"'](https?:)?//", '<img src="https://elsewhere.example/x.png">'),
]


@pytest.mark.parametrize(("banned", "sample"), IN_CODE)
def test_code_that_goes_round_a_protection_is_refused(banned: str, sample: str) -> None:
    assert re.search(banned, sample)
    assert [line for line in lines_with(banned, files("*.py")) if not allowed_once(line)] == []


# The one line that may go round one of these, with its reason on it.
ALLOWED_ONCE = {
    "journal/markdown.py": "    return safestring.mark_safe(html)  "
    "# noqa: S308  # parsed without HTML, then cleaned",
    "journal/mail/views.py": "@csrf.csrf_exempt  # mail programs post without a cookie (RFC 8058): "
    "the signed token allows it",
}


def allowed_once(place: str) -> bool:
    """Whether the line at "journal/mail/views.py:34" is the one allowed there, and only once."""
    path, _, number = place.partition(":")
    lines = (ROOT / path).read_text().splitlines()
    allowed = ALLOWED_ONCE.get(path)
    return lines[int(number) - 1] == allowed and lines.count(allowed) == 1


@pytest.mark.parametrize(("banned", "sample"), IN_TEMPLATES)
def test_markup_that_goes_round_a_protection_is_refused(banned: str, sample: str) -> None:
    assert re.search(banned, sample)
    assert lines_with(banned, files("*.html", "*.txt", rooms=["templates"])) == []


# Words that scold, mark, or talk down to a senior leader, or that only programmers say.
NOT_OUR_WORDS = [
    (r"\bsubmit", "Submit your reflection"),
    (r"^\s*(your )?evidence\s*$", "Evidence"),  # as a label; in a sentence it is a fine word
    (r"\boops\b", "Oops! Something went wrong."),
    (r"\bplease note\b", "Please note that tags are optional."),
    (r"\bstreaks?\b", "You are on a 4-week streak"),
    (r"^Problem: ", "Problem: Sign in"),  # a title says "Error: ", on every page alike
    (r"\blearners?\b", "Learners on this module"),
    (r"session (has )?expired", "Your session has expired"),
    (r"\bcompliance\b|complete your profile", "Complete your profile"),
]


def words_on_screen(template: str) -> list[str]:
    """What people read or hear of a template: its text and its spoken labels, a line each."""
    spoken = re.findall(r"(?:aria-label|alt|title|placeholder)=\"([^\"]+)\"", template)
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", template)
    return [*re.sub(r"<[^>]*>", "\n", text).splitlines(), *spoken]


@pytest.mark.parametrize(("banned", "sample"), NOT_OUR_WORDS)
def test_pages_use_none_of_these_words(banned: str, sample: str) -> None:
    assert re.search(banned, words_on_screen(f'<h1 class="submit">{sample}</h1>')[1], re.IGNORECASE)
    templates = files("*.html", "*.txt", rooms=["templates"])
    assert [
        (name(path), words)
        for path in templates
        for words in words_on_screen(path.read_text())
        if re.search(banned, words, re.IGNORECASE)
    ] == []


PICKS_A_ROW = r"(pk|key|author|entry|question|cohort__in)=[^=]+$"


def test_what_rows_mean_is_said_in_a_queryset_and_not_in_a_view() -> None:
    """A view may pick a row, or the rows of one; any other condition has a name in the model."""
    parts = {path: Path(name(path)).with_suffix("").parts for path in files("*.py")}
    views = [path for path, named in parts.items() if "views" in named]
    condition = rf"\.(filter|exclude)\((?!{PICKS_A_ROW})"

    assert re.search(condition, "copies.filter(audience='cohort')")
    assert not re.search(condition, "drafts.filter(question=question)")
    assert views
    assert lines_with(condition, views) == []


def test_there_is_no_admin_but_our_own_pages() -> None:
    assert not apps.is_installed("django.contrib.admin")


@pytest.mark.parametrize("path", files("*.py", rooms=[*ROOMS, "tests", "tools"]), ids=name)
def test_a_file_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text())

    assert not tree.body or ast.get_docstring(tree)


@pytest.mark.parametrize("path", files("*.js", "*.css", rooms=["static"]), ids=name)
def test_a_script_or_style_says_what_it_is_for(path: Path) -> None:
    assert path.read_text().startswith(("/*", "//"))


MODELS = [
    model
    for room in ("frameworks", "journal", "people", "record")
    for model in apps.get_app_config(room).get_models()
]


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_a_model_says_what_it_is_in_a_sentence(model: type[models.Model]) -> None:
    made_by_django = f"{model.__name__}("

    assert model.__doc__
    assert not model.__doc__.startswith(made_by_django)


A_MOMENT, A_DAY = r"(.+_)?(at|since|until)", r"(.+_)?(on|until)|on_day"
DJANGOS_OWN = {"last_login"}


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_a_moment_and_a_day_are_told_apart_by_their_names(model: type[models.Model]) -> None:
    for field in model._meta.local_fields:
        if isinstance(field, models.DateField) and field.name not in DJANGOS_OWN:
            wanted = A_MOMENT if isinstance(field, models.DateTimeField) else A_DAY
            assert re.fullmatch(wanted, field.name), field.name


def test_an_id_in_an_address_counts_nothing() -> None:
    """But of what admins and facilitators look after: a gap of a sheet, words kept beside a draft.

    The number of a version or of an edition is nobody's id.
    """
    counted = re.compile(r"<int:(\w+)>")
    addresses = [path.read_text() for path in files("urls.py")]

    assert {name for text in addresses for name in counted.findall(text)} == {
        "number",
        "gap_id",
        "kept_id",
    }


def test_no_code_asks_which_database_it_runs_on() -> None:
    asks = r"\.vendor\b|ENGINE|\bsqlite3\b|import psycopg"
    # These say why; and the settings name what they set.
    may = {"databases.py", "copies.py", "base.py"}
    asking = [path for path in files("*.py") if path.name not in may]

    assert re.search(asks, 'if connection.vendor == "sqlite":')
    found = lines_with(asks, [path for path in asking if path.parent.name != "settings"])
    assert found == []


@pytest.mark.parametrize("path", files("_*.html", rooms=["templates"]), ids=name)
def test_a_fragment_says_what_it_needs(path: Path) -> None:
    assert path.read_text().startswith("{# ")
    assert "Needs:" in path.read_text().split("#}")[0]


# Classes whose last part is worked out, or that somebody else writes on the element.
WORKED_OUT = {
    "htmx-indicator": "htmx",
    "htmx-request": "htmx",
    "tag-f": "the family of a framework",
    "tag-l": "the family of a framework",
    "tag-m": "the family of a framework",
    "tag-o": "the family of a framework",
}


def classes_in(sheets: Iterable[Path]) -> set[str]:
    texts = (
        re.sub(r"/\*.*?\*/|url\([^)]*\)", "", sheet.read_text(), flags=re.S) for sheet in sheets
    )
    selectors = "".join(chosen for text in texts for chosen in re.findall(r"[^{};]+(?={)", text))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))


def words_in(paths: Iterable[Path]) -> set[str]:
    return {word for path in paths for word in re.findall(r"[\w-]+", path.read_text())}


def classes_written() -> set[str]:
    """In templates, those with a part that is worked out left out."""
    pages = "".join(path.read_text() for path in files("*.html", rooms=["templates"]))
    found = " ".join(re.findall(r"\bclass=\"([^\"]*)\"", re.sub(r"{%.*?%}", " ", pages)))
    return set(re.sub(r"\S*{{.*?}}\S*", " ", found).split())


@pytest.mark.parametrize("path", files("*.css", rooms=["static"]), ids=name)
def test_a_style_sheet_closes_every_block_it_opens(path: Path) -> None:
    """Or all that follows belongs to that block: a browser does not say so."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)

    assert text.count("{") == text.count("}")


def test_every_class_with_a_style_is_on_some_page() -> None:
    named = words_in(files("*.html", "*.js", "*.py", rooms=["templates", "static", *ROOMS]))

    assert classes_in(files("*.css", rooms=["static"])) - named == WORKED_OUT.keys()


def test_every_class_on_a_page_has_a_style_or_a_script() -> None:
    bootstrap = ROOT / "static" / "vendor" / "bootstrap" / "bootstrap.min.css"
    styled = classes_in([*files("*.css", rooms=["static"]), bootstrap])
    scripted = words_in(files("*.js", rooms=["static"]))

    assert classes_written() - styled - scripted == set()


BACK_BLOCK = re.compile(r"{% block back %}(.+?){% endblock", re.DOTALL)


@pytest.mark.parametrize("path", files("*.html", rooms=["templates"]), ids=name)
def test_a_link_back_says_where_to(path: Path) -> None:
    back = "".join(BACK_BLOCK.findall(path.read_text()))

    assert re.findall(r"<a [^>]*>(?!Back to )", back) == []


@pytest.mark.parametrize("path", files("*.py"), ids=name)
def test_a_module_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400, "cut it by subject"


def test_nothing_tells_where_it_was_built() -> None:
    rooms = [*ROOMS, "docs", "requirements", "static", "templates", "tests", "tools"]
    kinds = ["*.py", "*.md", "*.txt", "*.html", "*.js", "*.css", "*.yaml", "*.toml", "*.sh"]
    texts = [*files(*kinds, rooms=rooms), *ROOT.glob("*.md"), *ROOT.glob("*.toml")]
    builder = r"(?<![\w./])/(work|root|home/\w+|Users/\w+|tmp/\w+)/"

    assert re.search(builder, "see /root/notes/x")
    assert lines_with(builder, [path for path in texts if path != Path(__file__)]) == []


def test_the_locks_name_no_address() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))

    assert len(locks) == 3
    assert lines_with(r"https?://|--index-url|--find-links", locks) == []


def test_vendored_files_are_what_was_released() -> None:
    vendor = ROOT / "static" / "vendor"
    recorded = tomllib.loads((vendor / "MANIFEST.toml").read_text())["file"]

    sums = {
        file["path"]: hashlib.sha256((vendor / file["path"]).read_bytes()).hexdigest()
        for file in recorded
    }
    licences = {file["licence_file"] for file in recorded}
    kept = {str(path.relative_to(vendor)) for path in vendor.rglob("*") if path.is_file()}

    assert sums == {file["path"]: file["sha256"] for file in recorded}
    assert kept == {*sums, *licences, "MANIFEST.toml"}
