from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="version",
            name="extra",
            field=models.JSONField(
                blank=True, default=dict, help_text="See content.extras; empty: nothing beside the words"
            ),
        ),
    ]
