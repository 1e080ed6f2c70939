import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0011_find_repeated_posts"),
        ("insights", "0001_first"),
        ("organizations", "0002_agency_code_without_own_index"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "metric",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("views", "Dilihat"),
                            ("reactions", "Reaksi"),
                            ("comments", "Komentar"),
                            ("shares", "Dibagikan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("expected", models.PositiveBigIntegerField(blank=True, null=True)),
                ("set_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("ya", "Tercapai"), ("sebagian", "Tercapai sebagian"), ("belum", "Belum tercapai")],
                        max_length=10,
                    ),
                ),
                ("lessons", models.TextField(blank=True)),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
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
                    "judged_by",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
                (
                    "post",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="content.post",
                    ),
                ),
                (
                    "set_by",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("government", "post"), name="evaluation_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("expected", None), ("metric", "")),
                            models.Q(models.Q(("metric", ""), _negated=True), ("expected__gte", 1)),
                            _connector="OR",
                        ),
                        name="evaluation_expects_a_number_of_something",
                    ),
                ],
            },
        ),
        SecureTenantTables(),
    ]
