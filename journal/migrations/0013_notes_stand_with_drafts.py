from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0012_keep_notes_with_drafts")]

    operations = [
        migrations.DeleteModel(name="NoteToSelf"),
        migrations.AlterField(
            model_name="decision",
            name="element_key",
            field=models.CharField(
                help_text="“framework/element”, the same in every edition.", max_length=161
            ),
        ),
    ]
