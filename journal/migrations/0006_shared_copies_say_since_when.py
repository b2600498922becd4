from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0005_fill_shared_copies")]

    operations = [
        migrations.AddConstraint(
            model_name='sharedcopy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience', 'cohort'), ('cohort_since__isnull', False)), models.Q(models.Q(('audience', 'cohort'), _negated=True), ('cohort_since', None)), _connector='OR'), name='copy_says_since_when_the_cohort'),
        ),
        migrations.AddConstraint(
            model_name='sharedcopy',
            constraint=models.CheckConstraint(condition=models.Q(('text_given_at__gte', models.F('given_at'))), name='copy_text_not_before_the_copy'),
        ),
    ]
