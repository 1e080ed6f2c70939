import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0004_posts_that_repeat"),
        ("media", "0003_copies_in_the_making"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="VersionMedia",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "asset",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="The post's file",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media.asset",
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
                    "made",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="What this version sends",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media.asset",
                    ),
                ),
                (
                    "version",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="content.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("government", "version", "asset"), name="version_media_once")
                ],
            },
        ),
        SecureTenantTables(),
    ]
