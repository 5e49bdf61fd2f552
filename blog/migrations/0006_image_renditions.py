"""Keep originals, facts on renditions, and the point that a crop keeps in sight."""

import blog.models.originals
import django.core.validators
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add them; pictures stored before have no original."""

    dependencies = [
        ('blog', '0005_what_machines_may_do'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='image',
            name='focus_x',
            field=models.PositiveSmallIntegerField(default=50, help_text='In per cent: where what matters is. It stays in sight where lists crop.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focus from the left'),
        ),
        migrations.AddField(
            model_name='image',
            name='focus_y',
            field=models.PositiveSmallIntegerField(default=50, help_text='In per cent.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focus from the top'),
        ),
        migrations.AddField(
            model_name='image',
            name='original',
            field=models.FileField(blank=True, editable=False, max_length=300, storage=blog.models.originals.OriginalStorage(), upload_to=''),
        ),
        migrations.AddField(
            model_name='image',
            name='renditions',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddConstraint(
            model_name='image',
            constraint=models.CheckConstraint(condition=models.Q(('focus_x__lte', 100), ('focus_y__lte', 100)), name='image_focus_is_inside'),
        ),
    ]
