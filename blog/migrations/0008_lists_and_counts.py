"""Make what lists of posts are read from; `manage.py upgrade` fills it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the lists that posts are in, and how many each holds."""

    dependencies = [("blog", "0007_groups_of_people")]

    operations = [
        migrations.CreateModel(
            name='ListCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('category', 'Category'), ('series', 'Series'), ('tag', 'Tag'), ('author', 'Author'), ('collaborator', 'Collaborator'), ('grant', 'Grant'), ('language', 'Language'), ('month', 'Month')], max_length=12)),
                ('thing', models.BigIntegerField(default=0)),
                ('part', models.CharField(blank=True, max_length=20)),
                ('posts', models.IntegerField(default=0)),
            ],
            options={
                'ordering': ['kind', 'thing', 'part'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'thing', 'part'), name='list_count_once_per_list')],
            },
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('category', 'Category'), ('series', 'Series'), ('tag', 'Tag'), ('author', 'Author'), ('collaborator', 'Collaborator'), ('grant', 'Grant'), ('language', 'Language'), ('month', 'Month')], max_length=12)),
                ('thing', models.BigIntegerField(default=0)),
                ('part', models.CharField(blank=True, max_length=20)),
                ('language', models.CharField(max_length=20)),
                ('at', models.DateTimeField(help_text="The post's date.")),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='blog.post')),
            ],
            options={
                'ordering': ['-at', '-post_id'],
                'indexes': [models.Index(fields=['kind', 'thing', 'part', '-at', '-post'], name='listing_newest_first')],
                'constraints': [models.UniqueConstraint(fields=('post', 'kind', 'thing', 'part'), name='listing_once_per_list')],
            },
        ),
    ]
