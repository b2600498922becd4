"""Two levels of one day stand for the other in the order in which their author said them."""

from itertools import groupby

from django.db import migrations, models
from django.db.models import F


def put_in_order(apps, schema_editor):
    placings = apps.get_model("journal", "SharedPlacing").objects.order_by(
        "two_views",
        "author",
        "about_on",
        "of_observation__said_on",
        F("of_observation__entry__started_at").asc(nulls_first=True),
        "of_observation",
    )
    columns = placings.values_list("pk", "two_views", "author", "about_on")
    for _, of_a_day in groupby(columns.iterator(), key=lambda row: row[1:]):
        for number, (pk, *_) in enumerate(of_a_day):
            if number:
                placings.model.objects.filter(pk=pk).update(place_in_day=number)


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0029_marks_of_saves"),
    ]

    operations = [
        migrations.AddField(
            model_name="sharedplacing",
            name="place_in_day",
            field=models.PositiveIntegerField(
                db_default=0,
                default=0,
                editable=False,
                help_text="Among its author's of that day, in the order they were said; from 0.",
            ),
        ),
        migrations.RunPython(put_in_order, migrations.RunPython.noop, elidable=True),
    ]
