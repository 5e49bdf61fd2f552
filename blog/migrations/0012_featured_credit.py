"""Let a text name who made its picture, where the library says otherwise."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add a credit of its own to the featured picture."""

    dependencies = [
        ('blog', '0011_search_newest_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='page',
            name='featured_credit',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='post',
            name='featured_credit',
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
