"""The constraint and the indexes of 0011, once its rows were filled: PostgreSQL reshapes no table whose rows changed in the same transaction."""

from django.db import migrations, models

from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0011_clock_settings"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.UniqueConstraint(
                fields=("government", "deadline", "days", "target"), name="escalation_rung_once"
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("case", None), ("spam", False), ("state__in", ["new", "with_agency"])),
                fields=["government", "touch_step_at"],
                name="conversation_unsorted",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(
                    ("case", None),
                    ("spam", False),
                    ("state__in", ["new", "with_agency"]),
                    ("touch_told__isnull", False),
                ),
                fields=["government", "channel"],
                name="conversation_unsorted_late",
            ),
        ),
        SecureTenantTables(),
    ]
