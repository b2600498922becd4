"""A copy says what its author answered, as it was worded then."""

from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    """What was given in answer to a follow-up before says what that asks now: nothing else is known."""
    prompts = apps.get_model("journal", "Prompt").objects.values_list("key", "wording")
    answers = apps.get_model("journal", "SharedCopy").objects.alias(key=F("entry__follow_up"))
    for key, wording in prompts:
        given = list(answers.filter(key=key).values_list("pk", flat=True))
        answers.model.objects.filter(pk__in=given).update(asked=wording)


class Migration(migrations.Migration):
    dependencies = [("journal", "0027_elements_of_an_entry_by_index")]

    operations = [
        migrations.AddField(
            model_name="sharedcopy",
            name="asked",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="The follow-up that it answers, as worded then; empty: its question.",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
