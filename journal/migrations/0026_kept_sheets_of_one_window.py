"""What one window sent of a sheet takes the place of what it sent before."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0025_numbers_of_versions'),
    ]

    operations = [
        migrations.AddField(
            model_name='keptsheet',
            name='window',
            field=models.CharField(blank=True, db_default='', default='', help_text='That sent it: what it sends next takes its place.', max_length=32),
        ),
    ]
