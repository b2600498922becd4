"""The last number that an entry gave to a version stays with the entry."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models import Max, OuterRef, Subquery


def take_the_highest(apps: Any, _: Any) -> None:
    """Of those that are there: what was deleted before cannot be known."""
    revisions = apps.get_model("journal", "Revision").objects
    of_entry = revisions.filter(entry=OuterRef("pk")).order_by().values("entry")
    entries = apps.get_model("journal", "Entry").objects
    kept = entries.filter(pk__in=revisions.order_by().values("entry"))
    kept.update(last_number=Subquery(of_entry.annotate(last=Max("number")).values("last")))


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0024_no_index_for_follow_ups"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="last_number",
            field=models.PositiveIntegerField(
                default=0, editable=False, help_text="Of its newest revision, deleted or not."
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="number",
            field=models.PositiveIntegerField(
                help_text="From 1, rising by one; never used again."
            ),
        ),
        migrations.RunPython(take_the_highest, migrations.RunPython.noop, elidable=True),
    ]
