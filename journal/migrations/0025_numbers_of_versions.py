"""The last number that an entry gave to a version stays with the entry."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models import Max, OuterRef, Subquery


AT_ONCE = 1000


def take_the_highest(apps: Any, _: Any) -> None:
    """Of those that are there: what was deleted before cannot be known.

    A part at a time, so that no statement is stopped for taking too long on a large site.
    """
    revisions = apps.get_model("journal", "Revision").objects.order_by()
    last = revisions.filter(entry=OuterRef("pk")).values("entry").annotate(last=Max("number"))
    entries = apps.get_model("journal", "Entry").objects
    pks = list(revisions.values_list("entry", flat=True).distinct())
    for begin in range(0, len(pks), AT_ONCE):
        part = entries.filter(pk__in=pks[begin : begin + AT_ONCE])
        part.update(last_number=Subquery(last.values("last")))


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0024_no_index_for_follow_ups"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="last_number",
            field=models.PositiveIntegerField(
                default=0,
                db_default=0,
                editable=False,
                help_text="Of its newest revision, deleted or not.",
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
