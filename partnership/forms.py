"""How every form is laid out: each field with label, hint, error, control.

The markup is in templates/bootstrap5/, where crispy-forms looks first. A page writes its own
<form> and its own buttons, and hands its template the form as `form`:

    <form method="post" novalidate>{% crispy form %}<p class="actions"><button …></p></form>

A page that lays fields out one by one says {{ form.name|as_crispy_field }}. The error summary
stands above the heading of every page: base.html puts it there (the block `problem`).
"""

from crispy_forms.helper import FormHelper


class PlainFormHelper(FormHelper):
    """Fields in their order, the CSRF token with them; no form tag and no buttons."""

    form_tag = False
    include_media = False


class PlainForm:
    """Mixed into a form, lets a template say {% crispy form %}."""

    is_said_to_be_optional = False  # as a whole, by its page: then its fields do not repeat it

    @property
    def helper(self) -> PlainFormHelper:
        return PlainFormHelper(self)
