"""What was passed to an agency is found by a word of the agency's own, as an account's messages are by the account's.

A search of an agency with a thousand cases looked through all their conversations. The word is added and taken where
`inbox_passedtalk` changes; what comes later gets it when it is kept. What is found is read again through the ordinary tables.
"""

from django.db import migrations

HERE = "nullif(nullif(current_setting('kentongan.government', true), ''), '*')::bigint"
WORDS = """
CREATE FUNCTION inbox_search_agencies(government bigint, conversation bigint) RETURNS tsvector
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $words$
    SELECT coalesce(string_agg(format('''g%s.:a%s''', p.government_id, p.agency_id), ' '), '')::tsvector
    FROM inbox_passedtalk p WHERE p.government_id = government AND p.conversation_id = conversation
$words$;
REVOKE ALL ON FUNCTION inbox_search_agencies(bigint, bigint) FROM PUBLIC, kentongan_app, kentongan_worker;
"""
MARK = """
CREATE FUNCTION inbox_search_mark() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $mark$
DECLARE
    passed inbox_passedtalk := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    word text := format('g%s.:a%s', passed.government_id, passed.agency_id);
BEGIN
    UPDATE inbox_search s
    SET document = CASE WHEN TG_OP = 'DELETE' THEN ts_delete(s.document, word) ELSE s.document || quote_literal(word)::tsvector END
    WHERE s.government_id = passed.government_id AND s.conversation_id = passed.conversation_id;
    RETURN NULL;
END $mark$;
CREATE TRIGGER marked AFTER INSERT OR DELETE ON inbox_passedtalk FOR EACH ROW EXECUTE FUNCTION inbox_search_mark();
"""
KEEP = f"""
CREATE OR REPLACE FUNCTION inbox_search_keep(messages bigint[], conversations bigint[], documents text[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $keep$
    INSERT INTO inbox_search AS s (government_id, message_id, conversation_id, document)
    SELECT {HERE}, t.message, t.conversation, t.document::tsvector || inbox_search_agencies({HERE}, t.conversation)
    FROM unnest(messages, conversations, documents) AS t (message, conversation, document)
    ON CONFLICT (government_id, message_id) DO UPDATE SET document = s.document || excluded.document
$keep$;
"""  # noqa: S608 - our own words
FILL = """
SELECT set_config('kentongan.government', '*', true);
UPDATE inbox_search s SET document = s.document || inbox_search_agencies(s.government_id, s.conversation_id)
WHERE EXISTS (SELECT FROM inbox_passedtalk p WHERE p.government_id = s.government_id AND p.conversation_id = s.conversation_id);
SELECT set_config('kentongan.government', '', true);
"""
UNDO = """
DROP TRIGGER marked ON inbox_passedtalk;
DROP FUNCTION inbox_search_mark();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0018_what_agencies_saw"),
    ]

    operations = [
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
        migrations.RunSQL(MARK, UNDO),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
