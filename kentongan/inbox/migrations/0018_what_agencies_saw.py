"""What was passed on before: by itself, because a table that was just filled cannot be changed in the same migration."""

from django.db import migrations

FILL = """
SELECT set_config('kentongan.government', '*', true);
INSERT INTO inbox_passedtalk (government_id, agency_id, conversation_id, state, last_at)
SELECT DISTINCT d.government_id, d.to_agency_id, t.id, t.state, t.last_at
FROM inbox_disposition d JOIN inbox_conversation t ON t.government_id = d.government_id AND t.case_id = d.case_id
ON CONFLICT DO NOTHING;
SELECT set_config('kentongan.government', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0017_what_agencies_see"),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
