"""A receipt has a mark of what was sent, so that other words under its key are not taken for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0028_copies_say_what_was_asked"),
    ]

    operations = [
        migrations.AddField(
            model_name="draftsave",
            name="mark",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                help_text="Of what was sent: whether it is the same again.",
                max_length=32,
            ),
        ),
        migrations.AddField(
            model_name="replydraftsave",
            name="mark",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                help_text="Of what was sent: whether it is the same again.",
                max_length=32,
            ),
        ),
    ]
