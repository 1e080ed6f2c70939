"""Parts that units owe already: their deadline becomes a row, at the moment the disposition says."""

from django.db import migrations

FILL = """
SELECT set_config('kentongan.government', '*', true);
INSERT INTO inbox_deadline (government_id, case_id, disposition_id, code, starts_at, due_at, unit, amount, pausable, dropped_why,
    step, next_step_at)
SELECT d.government_id, d.case_id, d.id, 'S01', d.given_at, d.due_at, 'day', 0, true, '', 0,
    CASE WHEN c.pause_kind = '' THEN greatest(d.due_at, now()) END
FROM inbox_disposition d JOIN inbox_case c ON c.government_id = d.government_id AND c.id = d.case_id
WHERE d.share = 'co' AND d.state = 'open' AND c.state NOT IN ('closed', 'auto_closed', 'not_ours', 'archived', 'merged');
SELECT set_config('kentongan.government', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0015_parts_of_units"),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
