"""What one author named is found by their entries, and not among all the tags of the site."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('frameworks', '0005_say_where_words_differ'),
        ('journal', '0026_kept_sheets_of_one_window'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='tag',
            index=models.Index(fields=['entry', 'element'], name='tag_of_entry_element'),
        ),
    ]
