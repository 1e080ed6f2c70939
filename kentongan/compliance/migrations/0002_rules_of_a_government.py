import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables

APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON compliance_ruleversion
FOR EACH STATEMENT EXECUTE FUNCTION kentongan_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_first"),
        ("compliance", "0001_first"),
        ("media", "0006_a_library_of_media"),
        ("organizations", "0002_agency_code_without_own_index"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="ElectionWindow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                (
                    "names",
                    models.JSONField(default=list, help_text="Candidates, as the election commission lists them"),
                ),
                ("set_at", models.DateTimeField()),
                (
                    "government",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.government",
                    ),
                ),
                (
                    "set_by",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["government", "-ends"], name="election_window_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("starts"))),
                        name="election_window_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule_id", models.CharField(max_length=60)),
                ("rule_version", models.CharField(max_length=12)),
                ("rule_title", models.CharField(max_length=160)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=60)),
                ("subject_title", models.CharField(max_length=240)),
                ("path", models.CharField(max_length=200)),
                ("content_hash", models.CharField(max_length=64)),
                ("found", models.CharField(blank=True, max_length=400)),
                ("reason", models.CharField(max_length=1000)),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu jawaban"),
                            ("granted", "Diizinkan"),
                            ("refused", "Ditolak"),
                            ("void", "Tidak berlaku lagi"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision", models.CharField(blank=True, max_length=1000)),
                (
                    "asked_by",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
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
                (
                    "officer",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="The one who is asked, and nobody else",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["government", "subject_type", "subject_id"], name="exemption_of_subject")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("government", "subject_type", "subject_id", "rule_id"),
                        name="exemption_one_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("officer", models.F("asked_by")), _negated=True),
                        name="exemption_not_by_the_one_who_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficialDomain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("label", models.CharField(max_length=80)),
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
                "constraints": [models.UniqueConstraint(fields=("government", "name"), name="official_domain_once")],
            },
        ),
        migrations.CreateModel(
            name="PictureWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(blank=True)),
                ("read_at", models.DateTimeField()),
                (
                    "asset",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media.asset",
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
                "constraints": [models.UniqueConstraint(fields=("government", "asset"), name="picture_words_once")],
            },
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule_id", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField()),
                ("change", models.JSONField(blank=True, default=dict)),
                ("why", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField()),
                ("restores", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "agency",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        help_text="NULL: the whole government",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.agency",
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
                (
                    "made_by",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("government", "rule_id", "agency", "number"),
                        name="rule_version_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VideoCaptions",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("picture", "Ucapannya tertulis di dalam video"),
                            ("file", "Takarir dipasang di platform"),
                            ("silent", "Tidak ada ucapan di video ini"),
                        ],
                        max_length=8,
                    ),
                ),
                ("said_at", models.DateTimeField()),
                (
                    "asset",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media.asset",
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
                (
                    "said_by",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("government", "asset"), name="video_captions_once")],
            },
        ),
        SecureTenantTables(),
        migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop),
    ]
