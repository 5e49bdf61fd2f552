from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("blog", "0004_picture_uses_and_erasing"),
    ]

    operations = [
        migrations.AddField(
            model_name="previewlink",
            name="mail_claimed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="mailed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
