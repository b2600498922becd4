"""Every form: what a person reads, and what a screen reader is told."""

import re

from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings
from django.template import RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from partnership.forms import PlainForm
from tests.ours import files

TEMPLATES = settings.BASE_DIR / "templates"
SUMMARY = re.compile(r'class="errsum|_problem\.html"')
PROBLEM = re.compile(r"{% block problem %}.*?{% endblock( problem)? %}", re.DOTALL)


class Example(PlainForm, forms.Form):
    name = forms.CharField(help_text="Your whole <name>.")
    note = forms.CharField(required=False)
    colour = forms.ChoiceField(choices=[("r", "Red"), ("b", "Blue")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I agree")


def page(form: forms.Form) -> str:
    return " ".join(render_crispy_form(form).split())


def test_an_untouched_form_has_no_error_summary() -> None:
    html = page(Example())

    assert "There is a problem" not in html
    assert "has-error" not in html


def test_the_error_summary_leads_to_each_field() -> None:
    form = Example({})
    html = page(form)
    summary = render_to_string("_problem.html", {"form": form})

    assert "There is a problem" in summary
    assert "There is a problem" not in html  # but above the heading, by base.html
    assert '<a href="#id_name">This field is required.</a>' in summary
    assert '<a href="#id_colour_0">This field is required.</a>' in summary
    assert 'id="id_colour_0"' in html
    assert '<a href="#id_agree">' in summary


def test_what_is_wrong_stands_above_the_heading_of_every_page() -> None:
    """In the block that comes before `main`; a page without one has that of base.html."""
    blocks = ["{% block back %}", "{% block problem %}", "{% block main %}"]
    base = (TEMPLATES / "base.html").read_text()
    pages = {
        path.relative_to(TEMPLATES): path.read_text()
        for path in files("*.html", rooms=["templates"])
        if not path.name.startswith("_")
    }

    below = [name for name, page in pages.items() if SUMMARY.search(PROBLEM.sub("", page))]

    assert sorted(blocks, key=base.index) == blocks
    assert SUMMARY.search('<div class="errsum mb-4" role="alert">')
    assert not PROBLEM.sub("", '{% block problem %}<p class="errsum">{% endblock %}')
    assert len([page for page in pages.values() if SUMMARY.search(page)]) > 10
    assert below == []


def test_hint_and_error_are_tied_to_their_field() -> None:
    html = page(Example({}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<fieldset aria-describedby="id_colour_error">' in html
    assert 'id="id_colour_error"' in html


def test_a_hint_is_text_and_not_markup() -> None:
    assert "Your whole &lt;name&gt;." in page(Example())


def test_only_what_may_be_left_out_says_so() -> None:
    assert page(Example()).count("(optional)") == 1


def test_where_all_of_it_is_optional_the_page_says_so_once() -> None:
    class Whole(Example):
        is_said_to_be_optional = True

    assert "(optional)" not in page(Whole())


def test_the_form_leaves_its_tag_to_the_page_and_brings_its_token(rf: RequestFactory) -> None:
    template = Template("{% load crispy_forms_tags %}{% crispy form %}")

    html = template.render(RequestContext(rf.get("/"), {"form": Example(), "csrf_token": "abc"}))

    assert "<form" not in html
    assert "csrfmiddlewaretoken" in html
