from datetime import time

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0007_imports_of_planned_posts"),
        ("organizations", "0002_agency_code_without_own_index"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key_hash", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
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
                    "person",
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
                "constraints": [
                    models.UniqueConstraint(fields=("government", "key_hash"), name="calendar_feed_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("government", "person"),
                        name="calendar_feed_one_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarLimits",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quiet_from", models.TimeField(default=time(21, 0))),
                ("quiet_until", models.TimeField(default=time(6, 0))),
                (
                    "per_channel",
                    models.PositiveSmallIntegerField(
                        default=4, validators=[django.core.validators.MaxValueValidator(100)]
                    ),
                ),
                (
                    "per_agency",
                    models.PositiveSmallIntegerField(
                        default=8, validators=[django.core.validators.MaxValueValidator(500)]
                    ),
                ),
                (
                    "slot_minutes",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(720),
                        ],
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
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("government",), name="calendar_limits_once")],
            },
        ),
        SecureTenantTables(),
    ]
