"""What was passed to each agency, in the order of its list. Kept by triggers: no service, and no hand in the database, can forget it.

A disposition's trigger holds the conversations it reads, so that one that changes in the same moment is not noted as it was before.
"""

import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables

NOTE = """
CREATE FUNCTION inbox_passed_note(government bigint, passed bigint) RETURNS void LANGUAGE plpgsql AS $note$
BEGIN
    PERFORM FROM inbox_conversation t WHERE t.government_id = government AND t.case_id = passed ORDER BY t.id FOR SHARE;
    INSERT INTO inbox_passedtalk (government_id, agency_id, conversation_id, state, last_at)
    SELECT DISTINCT government, d.to_agency_id, t.id, t.state, t.last_at
    FROM inbox_disposition d JOIN inbox_conversation t ON t.government_id = government AND t.case_id = passed
    WHERE d.government_id = government AND d.case_id = passed
    ON CONFLICT (government_id, agency_id, conversation_id) DO NOTHING;
END $note$;

CREATE FUNCTION inbox_passed_forget(government bigint, passed bigint) RETURNS void LANGUAGE sql AS $forget$
    DELETE FROM inbox_passedtalk p USING inbox_conversation t
    WHERE p.government_id = government AND t.government_id = government AND t.id = p.conversation_id AND t.case_id = passed
      AND NOT EXISTS (SELECT FROM inbox_disposition d
          WHERE d.government_id = government AND d.case_id = passed AND d.to_agency_id = p.agency_id)
$forget$;
"""
DISPOSITIONS = """
CREATE FUNCTION inbox_passed_by_disposition() RETURNS trigger LANGUAGE plpgsql AS $of$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM inbox_passed_forget(OLD.government_id, OLD.case_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM inbox_passed_note(NEW.government_id, NEW.case_id);
    END IF;
    RETURN NULL;
END $of$;
CREATE TRIGGER passed AFTER INSERT OR DELETE OR UPDATE OF case_id, to_agency_id ON inbox_disposition
    FOR EACH ROW EXECUTE FUNCTION inbox_passed_by_disposition();
"""
CONVERSATIONS = """
CREATE FUNCTION inbox_passed_by_conversation() RETURNS trigger LANGUAGE plpgsql AS $of$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id THEN
        UPDATE inbox_passedtalk SET state = NEW.state, last_at = NEW.last_at
        WHERE government_id = NEW.government_id AND conversation_id = NEW.id;
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM inbox_passedtalk WHERE government_id = NEW.government_id AND conversation_id = NEW.id;
    END IF;
    IF NEW.case_id IS NOT NULL THEN
        PERFORM FROM inbox_case c WHERE c.government_id = NEW.government_id AND c.id = NEW.case_id FOR NO KEY UPDATE;
        INSERT INTO inbox_passedtalk (government_id, agency_id, conversation_id, state, last_at)
        SELECT DISTINCT NEW.government_id, d.to_agency_id, NEW.id, NEW.state, NEW.last_at
        FROM inbox_disposition d WHERE d.government_id = NEW.government_id AND d.case_id = NEW.case_id
        ON CONFLICT (government_id, agency_id, conversation_id) DO NOTHING;
    END IF;
    RETURN NULL;
END $of$;
CREATE TRIGGER passed AFTER INSERT ON inbox_conversation
    FOR EACH ROW WHEN (NEW.case_id IS NOT NULL) EXECUTE FUNCTION inbox_passed_by_conversation();
CREATE TRIGGER passed_on AFTER UPDATE OF case_id, state, last_at ON inbox_conversation
    FOR EACH ROW WHEN (
        (OLD.case_id IS NOT NULL OR NEW.case_id IS NOT NULL)
        AND (OLD.case_id, OLD.state, OLD.last_at) IS DISTINCT FROM (NEW.case_id, NEW.state, NEW.last_at)
    ) EXECUTE FUNCTION inbox_passed_by_conversation();
"""
UNDO = """
DROP TRIGGER passed_on ON inbox_conversation;
DROP TRIGGER passed ON inbox_conversation;
DROP TRIGGER passed ON inbox_disposition;
DROP FUNCTION inbox_passed_by_conversation();
DROP FUNCTION inbox_passed_by_disposition();
DROP FUNCTION inbox_passed_forget(bigint, bigint);
DROP FUNCTION inbox_passed_note(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0016_parts_of_before"),
        ("organizations", "0002_agency_code_without_own_index"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="PassedTalk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=12)),
                ("last_at", models.DateTimeField()),
                (
                    "agency",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.agency",
                    ),
                ),
                (
                    "conversation",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passed",
                        to="inbox.conversation",
                    ),
                ),
                (
                    "government",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.government",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["government", "agency", "state", "-last_at", "-conversation"], name="passed_talk_tab"
                    ),
                    models.Index(
                        fields=["government", "agency", "-last_at", "-conversation"], name="passed_talk_newest"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("government", "agency", "conversation"), name="passed_talk_once")
                ],
            },
        ),
        SecureTenantTables(),
        migrations.RunSQL(NOTE, UNDO),
        migrations.RunSQL(DISPOSITIONS, migrations.RunSQL.noop),
        migrations.RunSQL(CONVERSATIONS, migrations.RunSQL.noop),
    ]
