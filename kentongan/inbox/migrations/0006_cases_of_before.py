"""Cases of before: their class follows from what they are, their conversation belongs to them, their deadline is a column."""

from django.db import migrations

FILL = """
SELECT set_config('kentongan.government', '*', true);
UPDATE inbox_case SET report_class = CASE WHEN watched THEN 'oversight' WHEN kind = 'aspiration' THEN 'aspiration'
    WHEN kind = 'question' THEN 'information' ELSE 'complaint' END;
UPDATE inbox_conversation c SET case_id = k.id FROM inbox_case k
    WHERE k.government_id = c.government_id AND k.conversation_id = c.id;
UPDATE inbox_case k SET due_at = (SELECT min(d.due_at) FROM inbox_deadline d
    WHERE d.government_id = k.government_id AND d.case_id = k.id AND d.met_at IS NULL);
UPDATE inbox_deadline SET amount = CASE code WHEN 'D01' THEN 3 WHEN 'D02' THEN 5 WHEN 'D04' THEN 5 WHEN 'D06' THEN 60 ELSE 14 END,
    next_step_at = CASE WHEN met_at IS NULL THEN due_at END;
SELECT set_config('kentongan.government', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0005_cases"),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
