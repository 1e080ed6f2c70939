"""Requests from before paths: each had one step, asked of the agency's line; who decided it becomes a row of its own."""

from django.db import migrations

FILL = """
SELECT set_config('kentongan.government', '*', true);
UPDATE approvals_approval SET
    frozen_path = '{"name": "Satu persetujuan", "days": 7, "valid_days": 0, "audit_hours": 0, "same_person": false, "steps": [{"name":
        "Pejabat penyetuju", "parties": ["line:approver"], "needs_all": false, "hours": 0, "working": false, "escalate": "",
        "asks_reason": false}]}'::jsonb,
    authors = ARRAY[requested_by_id],
    step_at = requested_at
WHERE frozen_path = '{}'::jsonb;
INSERT INTO approvals_call (government_id, approval_id, key)
SELECT government_id, id, 'line:approver:' || agency_id FROM approvals_approval WHERE state = 'waiting'
ON CONFLICT DO NOTHING;
INSERT INTO approvals_decision (government_id, approval_id, step, person_id, answer, covers, reason, content_hash, at)
SELECT government_id, id, 0, decided_by_id, CASE state WHEN 'changes_asked' THEN 'change' ELSE 'approve' END, '[0]'::jsonb,
    CASE state WHEN 'changes_asked' THEN reason ELSE '' END, content_hash, decided_at
FROM approvals_approval WHERE decided_by_id IS NOT NULL AND decided_at IS NOT NULL;
SELECT set_config('kentongan.government', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0003_paths_decisions_delegations"),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
