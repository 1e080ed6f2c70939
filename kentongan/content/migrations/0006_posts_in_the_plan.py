import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0005_copies_of_one_channel"),
        ("planning", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="post",
            name="audiences",
            field=models.JSONField(blank=True, db_default=[], default=list, help_text="Codes, see planning.audiences"),
        ),
        migrations.AddField(
            model_name="post",
            name="campaign",
            field=kentongan.tenancy.models.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="planning.campaign",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="programme",
            field=kentongan.tenancy.models.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="planning.programme",
            ),
        ),
        SecureTenantTables(),
    ]
