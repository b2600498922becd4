"""The one choice on the promise page. Its default is already chosen."""

from django import forms
from django.contrib.auth import get_user_model

from partnership.forms import PlainForm


class WelcomeForm(PlainForm, forms.ModelForm):
    class Meta:
        model = get_user_model()
        fields = ["reminders"]
        labels = {"reminders": "How often may we remind you?"}
        widgets = {"reminders": forms.RadioSelect}
