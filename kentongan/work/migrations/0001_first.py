import django.db.models.deletion
from django.db import migrations, models

import kentongan.organizations.roles
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
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("action", "Perlu Anda"), ("news", "Kabar")], max_length=8)),
                ("sentence", models.CharField(max_length=240)),
                ("path", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
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
                "indexes": [
                    models.Index(fields=["government", "person", "-id"], name="notice_newest"),
                    models.Index(
                        condition=models.Q(("read_at", None)), fields=["government", "person"], name="notice_unread"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=240)),
                ("detail", models.CharField(blank=True, max_length=240)),
                ("path", models.CharField(max_length=200)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            (kentongan.organizations.roles.Role["ADMIN"], "Admin media sosial"),
                            (kentongan.organizations.roles.Role["REVIEWER"], "Tim konten"),
                            (kentongan.organizations.roles.Role["APPROVER"], "Pejabat penyetuju"),
                            (kentongan.organizations.roles.Role["COORDINATOR"], "Admin koordinator"),
                            (kentongan.organizations.roles.Role["LIAISON"], "Pejabat penghubung"),
                            (kentongan.organizations.roles.Role["LEADER_TEAM"], "Tim akun kepala daerah"),
                            (kentongan.organizations.roles.Role["CRISIS_LEAD"], "Ketua tim krisis"),
                            (kentongan.organizations.roles.Role["PPID"], "PPID"),
                            (kentongan.organizations.roles.Role["INSPECTOR"], "Inspektorat"),
                            (kentongan.organizations.roles.Role["AUDITOR"], "Auditor"),
                            (kentongan.organizations.roles.Role["TRAINER"], "Pelatih"),
                            (kentongan.organizations.roles.Role["JURY"], "Juri"),
                            (kentongan.organizations.roles.Role["HEAD"], "Pimpinan"),
                            (kentongan.organizations.roles.Role["ADMINISTRATOR"], "Admin sistem"),
                            (kentongan.organizations.roles.Role["OPERATOR"], "Operator instalasi"),
                        ],
                        max_length=20,
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.agency",
                    ),
                ),
                (
                    "done_by",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)), fields=["government", "due_at"], name="task_open"
                    ),
                    models.Index(fields=["government", "subject_type", "subject_id"], name="task_subject"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False), models.Q(("role", ""), _negated=True), _connector="OR"
                        ),
                        name="task_has_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("government", "kind", "subject_type", "subject_id", "person", "role", "agency"),
                        name="task_open_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        SecureTenantTables(),
    ]
