"""How every form is laid out: an error summary, then each field with label, hint, error, control.

The markup is in templates/bootstrap5/, where crispy-forms looks first. A page writes its own
<form> and its own buttons:

    <form method="post" novalidate>{% crispy form %}<p class="actions"><button …></p></form>

A page that lays fields out one by one begins with {% include "bootstrap5/errors.html" %} and then
says {{ form.name|as_crispy_field }}.
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
