"""What triage reads stands in columns lists can ask for, with the stamp of who checked it; and what corrections teach."""

import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0004_renewal_is_held"),
        ("inbox", "0003_receive"),
        ("organizations", "0002_agency_code_without_own_index"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rereading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_with", models.CharField(max_length=40)),
                ("last_id", models.BigIntegerField(default=0)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="TopicRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=4)),
                ("outside", models.CharField(blank=True, max_length=60)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="conversation",
            name="abuse",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="conversation",
            name="checked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="conversation",
            name="checked_by",
            field=kentongan.tenancy.models.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.person",
            ),
        ),
        migrations.AddField(
            model_name="conversation",
            name="claims",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="conversation",
            name="language",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="conversation",
            name="personal",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="conversation",
            name="read_with",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="conversation",
            name="reading",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="conversation",
            name="sentiment",
            field=models.CharField(
                blank=True, choices=[("pos", "Senang"), ("neu", "Biasa"), ("neg", "Kecewa")], max_length=8
            ),
        ),
        migrations.AddField(
            model_name="conversation",
            name="threat",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="conversation",
            name="urgency",
            field=models.CharField(
                choices=[("now", "Darurat"), ("soon", "Segera"), ("normal", "Biasa")], default="normal", max_length=8
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="kind",
            field=models.CharField(
                choices=[
                    ("complaint", "Pengaduan"),
                    ("aspiration", "Aspirasi"),
                    ("request", "Permintaan informasi"),
                    ("question", "Pertanyaan"),
                    ("praise", "Pujian"),
                    ("other", "Lainnya"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="conversation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("complaint", "Pengaduan"),
                    ("aspiration", "Aspirasi"),
                    ("request", "Permintaan informasi"),
                    ("question", "Pertanyaan"),
                    ("praise", "Pujian"),
                    ("other", "Lainnya"),
                ],
                default="other",
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("kind", "Jenis"),
                            ("topic", "Pokok"),
                            ("place", "Tempat"),
                            ("urgency", "Kesegeraan"),
                            ("agency", "Penanggung jawab"),
                        ],
                        max_length=8,
                    ),
                ),
                ("advised", models.CharField(blank=True, max_length=120)),
                ("chosen", models.CharField(blank=True, max_length=120)),
                ("read_with", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
                (
                    "conversation",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
        ),
        migrations.CreateModel(
            name="Learned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("kind", "Jenis"),
                            ("topic", "Pokok"),
                            ("place", "Tempat"),
                            ("urgency", "Kesegeraan"),
                            ("agency", "Penanggung jawab"),
                        ],
                        max_length=8,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("base", models.CharField(max_length=40)),
                ("weights", models.JSONField(default=dict)),
                ("figures", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("used", "Dipakai"),
                            ("refused", "Tidak lebih baik, tidak dipakai"),
                            ("retired", "Digantikan"),
                        ],
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField()),
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
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(blank=True, max_length=60)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
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
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="conversation",
            name="matter",
            field=kentongan.tenancy.models.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.matter",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("topic", ""), _negated=True),
                fields=["government", "topic", "-opened_at"],
                name="conversation_topic",
            ),
        ),
        migrations.AddField(
            model_name="rereading",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="topicrule",
            name="agency",
            field=kentongan.tenancy.models.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.agency",
            ),
        ),
        migrations.AddField(
            model_name="topicrule",
            name="changed_by",
            field=kentongan.tenancy.models.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.person",
            ),
        ),
        migrations.AddField(
            model_name="topicrule",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["government", "part", "at", "id"], name="correction_in_time"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(fields=("government", "conversation", "part"), name="correction_once"),
        ),
        migrations.AddConstraint(
            model_name="learned",
            constraint=models.UniqueConstraint(fields=("government", "part", "version"), name="learned_version"),
        ),
        migrations.AddConstraint(
            model_name="learned",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "used")), fields=("government", "part"), name="learned_one_used"
            ),
        ),
        migrations.AddConstraint(
            model_name="rereading",
            constraint=models.UniqueConstraint(fields=("government",), name="rereading_once"),
        ),
        migrations.AddConstraint(
            model_name="topicrule",
            constraint=models.UniqueConstraint(fields=("government", "topic"), name="topic_rule_once"),
        ),
        migrations.AddConstraint(
            model_name="topicrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("agency", None), ("outside", ""), _connector="XOR"), name="topic_rule_one_bearer"
            ),
        ),
        migrations.CreateModel(
            name="KnownPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("district", "Kecamatan"),
                            ("village", "Kelurahan atau desa"),
                            ("landmark", "Pasar, jembatan, taman, jalan"),
                        ],
                        max_length=8,
                    ),
                ),
                ("within", models.CharField(blank=True, max_length=120)),
                ("aliases", models.CharField(blank=True, max_length=300)),
                (
                    "agency",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("government", "name", "within", "level"), name="known_place_once")
                ],
            },
        ),
        SecureTenantTables(),
    ]
