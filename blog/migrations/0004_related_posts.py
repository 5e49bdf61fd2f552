"""Store which posts go on from which, and index what finding them reads."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0003_find_pages_by_time"),
    ]

    operations = [
        migrations.CreateModel(
            name="RelatedPost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "score",
                    models.IntegerField(help_text="How much both share; see reading/related.py."),
                ),
            ],
            options={
                "ordering": ["-score", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="acknowledgement",
            index=models.Index(fields=["collaborator", "-id"], name="acknowledgement_newest_first"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                models.F("series"),
                django.db.models.functions.comparison.Coalesce(
                    "series_position", models.Value(1000000)
                ),
                models.F("published_at"),
                models.F("id"),
                name="post_parts_of_a_series",
            ),
        ),
        migrations.AddIndex(
            model_name="tagging",
            index=models.Index(fields=["tag", "-id"], name="tagging_newest_first"),
        ),
        migrations.AddField(
            model_name="relatedpost",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="related_to",
                to="blog.post",
            ),
        ),
        migrations.AddField(
            model_name="relatedpost",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="related", to="blog.post"
            ),
        ),
        migrations.AddConstraint(
            model_name="relatedpost",
            constraint=models.UniqueConstraint(fields=("post", "other"), name="related_post_once"),
        ),
        migrations.AddConstraint(
            model_name="relatedpost",
            constraint=models.CheckConstraint(
                condition=models.Q(("post", models.F("other")), _negated=True),
                name="related_post_is_another",
            ),
        ),
    ]
