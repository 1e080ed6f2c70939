"""A webhook's events are stored by one call: a function keeps its plans, which cost more than the rows (decision 0009)."""

from django.db import migrations

# Runs with the caller's rights: the walls hold. The account's route names the government, which is the scope of the rest
# and no longer than that. The time of the last push is one row of a busy account: noted once a second, waited for by nobody.
RECEIVE = """
CREATE OR REPLACE FUNCTION inbox_receive(of_platform text, account text, events jsonb, at timestamptz)
RETURNS TABLE (government_id bigint, channel_id bigint, new bigint) LANGUAGE plpgsql SECURITY INVOKER AS $receive$
#variable_conflict use_column
DECLARE
    route channels_route;
    before text := current_setting('kentongan.government', true);
BEGIN
    SELECT * INTO route FROM channels_route r WHERE r.platform = of_platform AND r.remote_id = account;
    IF NOT FOUND THEN RETURN; END IF;
    PERFORM set_config('kentongan.government', route.home_government_id::text, true);
    INSERT INTO inbox_rawevent (government_id, channel_id, event_id, source, kind, body, received_at)
        SELECT route.home_government_id, route.channel_id, e.event_id, 'webhook', e.kind, e.body, at
        FROM jsonb_to_recordset(events) AS e (event_id text, kind text, body jsonb)
        ON CONFLICT (government_id, channel_id, event_id) DO NOTHING;
    GET DIAGNOSTICS new = ROW_COUNT;
    PERFORM FROM channels_channel c WHERE c.government_id = route.home_government_id AND c.id = route.channel_id
        AND coalesce(c.pushed_at, '-infinity') <= at - interval '1 second' FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
        UPDATE channels_channel c SET pushed_at = at
        WHERE c.government_id = route.home_government_id AND c.id = route.channel_id;
    END IF;
    PERFORM set_config('kentongan.government', coalesce(before, ''), true);
    government_id := route.home_government_id;
    channel_id := route.channel_id;
    RETURN NEXT;
END $receive$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0004_renewal_is_held"),
        ("inbox", "0002_changes_and_bookmarks"),
    ]

    operations = [
        migrations.RunSQL(RECEIVE, "DROP FUNCTION inbox_receive(text, text, jsonb, timestamptz)"),
    ]
