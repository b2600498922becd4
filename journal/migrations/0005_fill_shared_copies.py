from django.db import migrations
from django.db.models import F

from journal.text import fold


def fill(apps, schema_editor):
    """What was given before has had one text, since the day it was given."""
    copies = apps.get_model("journal", "SharedCopy").objects
    copies.update(text_given_at=F("given_at"))
    copies.filter(audience="cohort").update(cohort_since=F("given_at"))
    for copy in copies.filter(search_text="").only("title", "body").iterator(chunk_size=500):
        copies.filter(pk=copy.pk).update(search_text=fold(f"{copy.title}\n{copy.body}"))


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_sharing_and_the_desk")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
