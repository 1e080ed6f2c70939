"""Usual hours without an end; a step of the ladder by when and whom it is; conversations nobody sorted climb it too."""

from django.db import migrations, models

FILL = """
SELECT set_config('kentongan.government', '*', true);
UPDATE inbox_escalation SET days = CASE step WHEN 0 THEN -1 WHEN 1 THEN 0 WHEN 2 THEN 2 WHEN 3 THEN 5 WHEN 4 THEN 10 ELSE 10 + step END;
UPDATE inbox_conversation SET touch_step_at = touch_by
    WHERE state IN ('new', 'with_agency') AND case_id IS NULL AND touched_at IS NULL AND touch_by IS NOT NULL;
SELECT set_config('kentongan.government', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0010_search"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="officehours", name="office_hours_once"),
        migrations.AlterField(model_name="officehours", name="ends", field=models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            model_name="officehours",
            constraint=models.UniqueConstraint(
                fields=("government", "starts", "ends"), name="office_hours_once", nulls_distinct=False
            ),
        ),
        migrations.RemoveConstraint(model_name="escalation", name="escalation_once"),
        migrations.AddField(model_name="escalation", name="days", field=models.SmallIntegerField(db_default=0)),
        migrations.AddField(
            model_name="conversation", name="touch_step_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="conversation", name="touch_told", field=models.SmallIntegerField(blank=True, null=True)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
