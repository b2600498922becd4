"""Forms for signing in and for one's own settings, each with a Save of its own."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format

from partnership.forms import PlainForm

from .demo import DemoAccount, demo_account, demo_password
from .models import User
from .sessions import looks_after_others, remember_computer

LONG_ENOUGH = (
    "At least 12 characters, and not one that many people use. Three or four words make a good one."
)
SHARED_HINT = "We sign you out when you close the browser, or after an hour without use."


class SignInForm(PlainForm, allauth.LoginForm):
    """Email, password, and whether others use this computer."""

    shared_computer = forms.BooleanField(
        label="This is a shared computer", help_text=SHARED_HINT, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["remember"]
        _plain(self.fields["login"], "Email address", autocomplete="username")
        _plain(self.fields["password"], "Password")
        _if_missing(self.fields["login"], "Give your email address.")
        _if_missing(self.fields["password"], "Give your password.")
        self.fields["password"].widget.attrs["data-show-password"] = ""
        account = demo_account(self.request.GET.get("as", "")) if self.request else None
        if account:
            self._fill_in(account)

    def _fill_in(self, account: DemoAccount) -> None:
        """Make a demo account one press away, with or without a script."""
        self.initial = {"login": account.email, "password": demo_password()}
        self.fields["password"].widget.render_value = True

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        shared = self.cleaned_data["shared_computer"]
        self.cleaned_data["remember"] = not shared
        response = super().login(request, redirect_url)
        desk = request.user.is_authenticated and looks_after_others(request.user)
        remember_computer(request.session, shared=shared, desk=desk)
        return response


class ResetPasswordForm(PlainForm, allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["email"], "Email address", autocomplete="username")
        _if_missing(self.fields["email"], "Give your email address.")

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """An unknown address gets a mail too, so that the answer takes as long either way."""
        if self.users:
            return super().save(request, **kwargs)
        email = self.cleaned_data["email"]
        get_adapter(request).send_mail("account/email/unknown_account", email, {})
        return email


class NewPasswordForm(PlainForm, allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self.fields)


class ChangePasswordForm(PlainForm, allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["oldpassword"], "Password now")
        _if_missing(self.fields["oldpassword"], "Give the password you have now.")
        _new_password(self.fields)


class SetPasswordForm(PlainForm, allauth.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self.fields)


class NewAccountForm(PlainForm, forms.Form):
    """Name and password of somebody who was invited. The address is theirs already."""

    name = forms.CharField(
        label="Your name",
        help_text="Shown beside what you share.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Give your name."},
    )
    password = forms.CharField(
        label="Choose a password",
        help_text=LONG_ENOUGH,
        strip=False,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password", "data-show-password": ""}
        ),
        error_messages={"required": "Choose a password."},
    )
    shared_computer = forms.BooleanField(
        label="This is a shared computer", help_text=SHARED_HINT, required=False
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """The rules of every password here: long enough, not common, not one's own name."""
        person = User(email=self.email, name=self.cleaned_data.get("name", ""))
        password = self.cleaned_data["password"]
        validate_password(password, person)
        return password


class ReadingForm(PlainForm, forms.ModelForm):
    """How this person likes to read and write, on every device."""

    class Meta:
        model = User
        fields = ["reading_face", "text_size", "theme"]
        labels = {"reading_face": "Typeface", "text_size": "Size of text", "theme": "Colours"}
        widgets = dict.fromkeys(fields, forms.RadioSelect)


class RemindersForm(PlainForm, forms.ModelForm):
    """How often, on which day, and whether those that were put off may start again."""

    put_off = forms.BooleanField(required=False, help_text="Untick it to start again now.")

    class Meta:
        model = User
        fields = ["reminders", "reminder_day", "has_follow_ups"]
        labels = {
            "reminders": "How often may we remind you?",
            "reminder_day": "My day",
            "has_follow_ups": "Ask me to look back",
        }
        help_texts = {
            "reminders": "What you planned comes back by mail on its own day, unless you choose "
            "“No reminders”.",
            "reminder_day": "Reminders come in the morning of this day.",
            "has_follow_ups": (
                "A few questions when a module ends, after a month and after a term: "
                "on your home page, and by a reminder if you want those."
            ),
        }
        widgets = {"reminders": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        until = self.instance.reminders_paused_until
        if until and until > timezone.localdate():
            self.fields["put_off"].label = f"No reminders until {date_format(until, 'j F')}"
            self.fields["put_off"].initial = True
        else:
            del self.fields["put_off"]

    def save(self, commit: bool = True) -> User:
        """To save it is to be heard from: the count of unanswered reminders begins anew."""
        person: User = self.instance
        if not self.cleaned_data.get("put_off"):
            person.reminders_paused_until = None
        person.reminders_chosen_at = timezone.now()
        person.save(
            update_fields=[*self.Meta.fields, "reminders_paused_until", "reminders_chosen_at"]
        )
        return person


class KeysForm(PlainForm, forms.ModelForm):
    """Off until asked for: a key pressed by chance, or spoken, would leave the page."""

    class Meta:
        model = User
        fields = ["has_single_keys"]
        labels = {"has_single_keys": "J for the next, K for the one before, R to reply"}
        help_texts = {"has_single_keys": "Ctrl and Enter sends in any case."}


class MailForm(PlainForm, forms.ModelForm):
    """Mail about what others did. What it says is never in it."""

    class Meta:
        model = User
        fields = ["has_reply_mail"]
        labels = {"has_reply_mail": "Tell me when someone replies to me, or asks to compare"}
        help_texts = {"has_reply_mail": "Once a day at most."}


class FacilitatorsMailForm(PlainForm, forms.ModelForm):
    """The same, for those who are also given something to read."""

    class Meta:
        model = User
        fields = ["has_reply_mail", "has_share_mail"]
        labels = {
            **MailForm.Meta.labels,
            "has_share_mail": "Tell me when my cohort gives me something to read",
        }
        help_texts = {**MailForm.Meta.help_texts, "has_share_mail": "Once a day at most."}


class AboutMeForm(PlainForm, forms.ModelForm):
    """The name that facilitators and the cohort see on what is shared, and where one works."""

    class Meta:
        model = User
        fields = ["name", "job_title", "organisation"]
        help_texts = {"name": "Shown beside what you share."}
        error_messages = {"name": {"required": "Give your name."}}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "job_title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
        }


class ThisComputerForm(PlainForm, forms.Form):
    """For the sign-in in use, not for the person: others may be signed in elsewhere."""

    shared_computer = forms.BooleanField(
        label="This is a shared computer", help_text=SHARED_HINT, required=False
    )


def _plain(field: forms.Field, label: str, **attrs: str) -> None:
    """allauth's field with our words: a label over it, nothing inside it, no link as its hint."""
    field.label = label
    field.help_text = ""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


def _if_missing(field: forms.Field, words: str) -> None:
    field.error_messages["required"] = words


def _new_password(fields: dict[str, forms.Field]) -> None:
    _plain(fields["password1"], "New password")
    _plain(fields["password2"], "New password again")
    _if_missing(fields["password1"], "Choose a new password.")
    _if_missing(fields["password2"], "Type the new password again.")
    fields["password1"].help_text = LONG_ENOUGH
