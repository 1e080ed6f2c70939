import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0013_blocks_and_case_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="disposition",
            name="touch_by",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="disposition",
            name="touched_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="deadline",
            name="disposition",
            field=kentongan.tenancy.models.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.disposition",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="deadline",
            name="deadline_running_once",
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("disposition", None), ("met_at", None)),
                fields=("government", "case", "code"),
                name="deadline_running_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("met_at", None), models.Q(("disposition", None), _negated=True)),
                fields=("government", "disposition"),
                name="deadline_of_part_once",
            ),
        ),
        SecureTenantTables(),
    ]
