"""Let people stand in groups, and be found at several places."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make groups of people and their links."""

    dependencies = [("blog", "0006_image_renditions")]

    operations = [
        migrations.CreateModel(
            name='AuthorGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('description', models.CharField(blank=True, max_length=500)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Groups with lower numbers come first.')),
            ],
            options={
                'verbose_name': 'group of people',
                'verbose_name_plural': 'groups of people',
                'ordering': ['position', 'name'],
            },
        ),
        migrations.AddField(
            model_name='author',
            name='group',
            field=models.ForeignKey(blank=True, help_text='Where they stand on the page of all people. Without one they stand among the contributors, once a post of theirs is public.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='authors', to='blog.authorgroup'),
        ),
        migrations.CreateModel(
            name='AuthorLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=50)),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='blog.author')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
    ]
