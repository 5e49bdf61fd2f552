"""Let a post have a digital object identifier."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the column."""

    dependencies = [
        ('blog', '0008_lists_and_counts'),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='doi',
            field=models.CharField(blank=True, help_text='Where one was registered, such as 10.5281/zenodo.1234567.', max_length=200, validators=[django.core.validators.RegexValidator('^10\\.[0-9]{4,9}(?:\\.[0-9]+)*/[^\\s<>\\"]+\\Z', 'Write a DOI such as 10.5281/zenodo.1234567.')], verbose_name='DOI'),
        ),
    ]
