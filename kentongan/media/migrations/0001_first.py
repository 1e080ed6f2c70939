import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizations", "0001_first"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uploaded_at", models.DateTimeField()),
                ("kind", models.CharField(choices=[("image", "Foto"), ("video", "Video")], max_length=8)),
                ("mime", models.CharField(max_length=40)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("seconds", models.FloatField(default=0)),
                ("name", models.CharField(max_length=120)),
                ("alt_text", models.CharField(blank=True, max_length=1000)),
                (
                    "removed",
                    models.JSONField(default=list, help_text="What was taken out of the file, in words for people"),
                ),
                (
                    "agency",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.agency",
                    ),
                ),
                (
                    "government",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.government",
                    ),
                ),
                (
                    "uploaded_by",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["government", "sha256"], name="asset_bytes")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("height__gt", 0), ("size__gt", 0), ("width__gt", 0)),
                        name="asset_has_substance",
                    )
                ],
            },
        ),
        SecureTenantTables(),
    ]
