import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("channels", "0001_first"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Daily",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "metric",
                    models.CharField(
                        choices=[
                            ("views", "Dilihat"),
                            ("reactions", "Reaksi"),
                            ("comments", "Komentar"),
                            ("shares", "Dibagikan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("day", models.DateField()),
                ("value", models.BigIntegerField()),
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("api", "dari platform"),
                            ("manual", "dicatat orang, dengan bukti"),
                            ("estimate", "perkiraan"),
                        ],
                        max_length=10,
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
                    "post",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.remoteobject",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("government", "post", "metric", "day"), name="daily_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("next_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("trouble", models.CharField(blank=True, max_length=200)),
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
                    "post",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.remoteobject",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["government", "next_at"], name="reading_next")],
                "constraints": [models.UniqueConstraint(fields=("government", "post"), name="reading_once")],
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "metric",
                    models.CharField(
                        choices=[
                            ("views", "Dilihat"),
                            ("reactions", "Reaksi"),
                            ("comments", "Komentar"),
                            ("shares", "Dibagikan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("value", models.BigIntegerField()),
                ("read_at", models.DateTimeField()),
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("api", "dari platform"),
                            ("manual", "dicatat orang, dengan bukti"),
                            ("estimate", "perkiraan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("vendor_name", models.CharField(blank=True, max_length=80)),
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
                    "post",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.remoteobject",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("government", "post", "metric", "read_at"), name="sample_once"),
                    models.CheckConstraint(condition=models.Q(("value__gte", 0)), name="sample_counts_up_from_zero"),
                ],
            },
        ),
        SecureTenantTables(),
    ]
