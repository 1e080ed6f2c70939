import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0003_changes_after_publishing"),
        ("organizations", "0002_agency_code_without_own_index"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Terjadwal"),
                            ("skipped", "Dilewati karena sistem tidak berjalan"),
                            ("taken_back", "Ditarik sebelum terbit"),
                        ],
                        default="planned",
                        max_length=12,
                    ),
                ),
                ("comments", models.JSONField(blank=True, default=dict)),
            ],
        ),
        migrations.AddField(
            model_name="post",
            name="recurrence",
            field=models.JSONField(blank=True, help_text="See content.recurrence; NULL: it goes out once", null=True),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("recurrence__isnull", False), ("state", "scheduled")),
                fields=["government", "publish_at"],
                name="post_series",
            ),
        ),
        migrations.AddField(
            model_name="occurrence",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="occurrence",
            name="post",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="content.post",
            ),
        ),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.UniqueConstraint(fields=("government", "post", "at"), name="occurrence_once"),
        ),
        SecureTenantTables(),
    ]
