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
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=240)),
                ("path", models.CharField(max_length=200)),
                ("content_hash", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu persetujuan"),
                            ("approved", "Disetujui"),
                            ("changes_asked", "Diminta diperbaiki"),
                            ("void", "Tidak berlaku lagi"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                (
                    "agency",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="Whose content it is",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.agency",
                    ),
                ),
                (
                    "decided_by",
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
                    "deciding_agency",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="Whose approver is asked: the agency itself or one above it",
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
                    "requested_by",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["government", "deciding_agency"],
                        name="approval_waiting",
                    ),
                    models.Index(fields=["government", "-requested_at"], name="approval_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "approved"))),
                        fields=("government", "subject_type", "subject_id"),
                        name="approval_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "void"]), ("decided_by__isnull", False), _connector="OR"
                        ),
                        name="approval_decided_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="approval_not_by_the_one_who_asked",
                    ),
                ],
            },
        ),
        SecureTenantTables(),
    ]
