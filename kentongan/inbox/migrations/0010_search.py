"""The search table and its three doors (decision 0015). The table has no other: nobody but its owner may touch it.

Under forced row-level security PostgreSQL uses no text index, because `@@` might tell of rows that are not shown. So this table
is walled by its functions instead: they run with its owner's rights, take the government from the transaction as every
policy does, and every word begins with the government it belongs to.
"""

from django.db import migrations

TABLE = """
CREATE TABLE inbox_search (
    government_id bigint NOT NULL, message_id bigint NOT NULL, conversation_id bigint NOT NULL, document tsvector NOT NULL,
    PRIMARY KEY (government_id, message_id)
);
CREATE INDEX inbox_search_of ON inbox_search (government_id, conversation_id);
CREATE INDEX inbox_search_words ON inbox_search USING gin (document) WITH (fastupdate = on, gin_pending_list_limit = 1024);
ALTER TABLE inbox_search ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON inbox_search FROM PUBLIC, kentongan_app, kentongan_worker;
"""
HERE = "nullif(nullif(current_setting('kentongan.government', true), ''), '*')::bigint"
KEEP = f"""
CREATE OR REPLACE FUNCTION inbox_search_keep(messages bigint[], conversations bigint[], documents text[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $keep$
    INSERT INTO inbox_search AS s (government_id, message_id, conversation_id, document)
    SELECT {HERE}, t.message, t.conversation, t.document::tsvector
    FROM unnest(messages, conversations, documents) AS t (message, conversation, document)
    ON CONFLICT (government_id, message_id) DO UPDATE SET document = s.document || excluded.document
$keep$
"""  # noqa: S608 - our own words
# `+ 0`: never the walk down the primary key, whose length nobody knows beforehand.
FIND = f"""
CREATE OR REPLACE FUNCTION inbox_search_find(wanted text, before bigint, periods text[], most int)
RETURNS TABLE (message_id bigint, conversation_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $find$
#variable_conflict use_column
DECLARE
    here bigint := {HERE};
    left_over int := most;
    got int;
    newer tsquery := ''::tsquery;
    query tsquery := wanted::tsquery;
    period text;
BEGIN
    FOREACH period IN ARRAY periods || ARRAY[''] LOOP
        RETURN QUERY
            SELECT s.message_id, s.conversation_id FROM inbox_search s
            WHERE s.document @@ CASE WHEN period = '' THEN query ELSE query && period::tsquery END
              AND (numnode(newer) = 0 OR s.document @@ !!newer)
              AND s.government_id = here AND s.message_id < before
            ORDER BY s.message_id + 0 DESC LIMIT left_over;
        GET DIAGNOSTICS got = ROW_COUNT;
        left_over := left_over - got;
        EXIT WHEN left_over <= 0;
        newer := newer || period::tsquery;
    END LOOP;
END $find$
"""  # noqa: S608 - our own words
AMONG = f"""
CREATE OR REPLACE FUNCTION inbox_search_among(wanted text, before bigint, conversations bigint[], most int)
RETURNS TABLE (message_id bigint, conversation_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $among$
    SELECT s.message_id, s.conversation_id FROM inbox_search s
    WHERE s.government_id = {HERE} AND s.conversation_id = ANY (conversations) AND s.message_id < before
      AND s.document @@ wanted::tsquery
    ORDER BY s.message_id DESC LIMIT most
$among$
"""  # noqa: S608 - our own words
UNDO = """
DROP FUNCTION inbox_search_among(text, bigint, bigint[], int);
DROP FUNCTION inbox_search_find(text, bigint, text[], int);
DROP FUNCTION inbox_search_keep(bigint[], bigint[], text[]);
DROP TABLE inbox_search;
"""


class Migration(migrations.Migration):
    dependencies = [("inbox", "0009_lists")]

    operations = [
        migrations.RunSQL(TABLE, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RunSQL(FIND, migrations.RunSQL.noop),
        migrations.RunSQL(AMONG, UNDO),
    ]
