"""Let a text name the licence of its picture, where the library says otherwise."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add a licence of its own to the featured picture."""

    dependencies = [
        ('blog', '0014_feed_polls'),
    ]

    operations = [
        migrations.AddField(
            model_name='page',
            name='featured_licence',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='post',
            name='featured_licence',
            field=models.CharField(blank=True, max_length=100),
        ),
    ]
