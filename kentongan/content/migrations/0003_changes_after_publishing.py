import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0004_renewal_is_held"),
        ("content", "0002_version_extra"),
        ("organizations", "0002_agency_code_without_own_index"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("reason", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
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
                    "remote",
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
                "indexes": [models.Index(fields=["government", "post", "-asked_at"], name="change_newest")],
            },
        ),
        SecureTenantTables(),
    ]
