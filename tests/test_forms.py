"""Every form: what a person reads, and what a screen reader is told."""

from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import RequestContext, Template
from django.test import RequestFactory

from partnership.forms import PlainForm


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
    html = page(Example({}))

    assert "There is a problem" in html
    assert '<a href="#id_name">This field is required.</a>' in html
    assert '<a href="#id_colour_0">This field is required.</a>' in html
    assert 'id="id_colour_0"' in html
    assert '<a href="#id_agree">' in html


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
