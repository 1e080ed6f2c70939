import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0004_readings"),
        ("media", "0006_a_library_of_media"),
        ("organizations", "0002_agency_code_without_own_index"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paper", "Lampiran"),
                            ("before", "Sebelum dikerjakan"),
                            ("after", "Sesudah dikerjakan"),
                        ],
                        default="paper",
                        max_length=8,
                    ),
                ),
                ("taken_on", models.DateField()),
                ("said", models.CharField(blank=True, max_length=200)),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CasePause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("citizen", "Menunggu warga melengkapi"), ("postponed", "Ditunda")], max_length=10
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("state_before", models.CharField(max_length=12)),
                ("started_at", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClockRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=4)),
                (
                    "report_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("complaint", "Pengaduan tidak berkadar pengawasan"),
                            ("oversight", "Pengaduan berkadar pengawasan"),
                            ("aspiration", "Aspirasi"),
                            ("information", "Permintaan informasi"),
                        ],
                        max_length=12,
                    ),
                ),
                ("amount", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="DeadlineChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old_due_at", models.DateTimeField()),
                ("new_due_at", models.DateTimeField()),
                ("why", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField()),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("liaison", "Pejabat penghubung"),
                            ("secretary", "Sekretaris unit"),
                            ("head", "Kepala unit"),
                            ("coordinator", "Admin koordinator"),
                            ("sekda", "Sekretaris daerah"),
                        ],
                        max_length=12,
                    ),
                ),
                ("told", models.CharField(max_length=240)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="EvidenceRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report_class",
                    models.CharField(
                        choices=[
                            ("complaint", "Pengaduan tidak berkadar pengawasan"),
                            ("oversight", "Pengaduan berkadar pengawasan"),
                            ("aspiration", "Aspirasi"),
                            ("information", "Permintaan informasi"),
                        ],
                        max_length=12,
                    ),
                ),
                ("before_too", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="LadderStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("days", models.SmallIntegerField()),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("liaison", "Pejabat penghubung"),
                            ("secretary", "Sekretaris unit"),
                            ("head", "Kepala unit"),
                            ("coordinator", "Admin koordinator"),
                            ("sekda", "Sekretaris daerah"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("conversations", models.JSONField(default=list)),
                ("followers", models.JSONField(default=list)),
                ("state_before", models.CharField(max_length=12)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("mentioned", models.JSONField(blank=True, default=list)),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficeHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                ("friday_closes", models.TimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="archive_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unclear", "Isinya tidak dapat dipahami"),
                    ("general", "Terlalu umum untuk ditindaklanjuti"),
                    ("unrelated", "Tidak terkait pelayanan pemerintah"),
                    ("incomplete", "Tidak dilengkapi warga pada waktunya"),
                    ("answered", "Sudah dijawab dalam laporan lain"),
                    ("unfit", "Berisi hujatan atau iklan, bukan laporan"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="merged_into",
            field=kentongan.tenancy.models.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.case",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="outside",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="case",
            name="pause_kind",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="case",
            name="report_class",
            field=models.CharField(
                choices=[
                    ("complaint", "Pengaduan tidak berkadar pengawasan"),
                    ("oversight", "Pengaduan berkadar pengawasan"),
                    ("aspiration", "Aspirasi"),
                    ("information", "Permintaan informasi"),
                ],
                default="complaint",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="reported_agency",
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
            model_name="conversation",
            name="case",
            field=kentongan.tenancy.models.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.case",
            ),
        ),
        migrations.AddField(
            model_name="conversation",
            name="touch_by",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="conversation",
            name="touched_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="deadline",
            name="amount",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="deadline",
            name="dropped_why",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="deadline",
            name="next_step_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="deadline",
            name="pausable",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="deadline",
            name="step",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="deadline",
            name="unit",
            field=models.CharField(
                choices=[("day", "hari kerja"), ("minute", "menit jam kerja"), ("hour", "jam")],
                default="day",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="disposition",
            name="part",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="disposition",
            name="proposed_agency",
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
            model_name="disposition",
            name="proposed_outside",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="disposition",
            name="share",
            field=models.CharField(
                choices=[("lead", "Penanggung jawab"), ("co", "Ikut menangani"), ("copy", "Tembusan")],
                default="lead",
                max_length=4,
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="state",
            field=models.CharField(
                choices=[
                    ("incoming", "Masuk"),
                    ("unverified", "Belum terverifikasi"),
                    ("verified", "Terverifikasi, belum diteruskan"),
                    ("assigned", "Diteruskan, belum ditindaklanjuti"),
                    ("in_progress", "Sedang ditindaklanjuti"),
                    ("postponed", "Ditunda"),
                    ("not_ours", "Bukan wewenang"),
                    ("archived", "Diarsipkan"),
                    ("closed", "Selesai"),
                    ("auto_closed", "Ditutup otomatis"),
                    ("reopened", "Dibuka kembali"),
                    ("merged", "Digabung ke kasus lain"),
                ],
                default="incoming",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="disposition",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "Menunggu"),
                    ("passed_on", "Diteruskan lagi"),
                    ("reported", "Hasil dilaporkan"),
                    ("answered", "Ditindaklanjuti"),
                    ("returned", "Dikembalikan: bukan wewenang"),
                    ("informed", "Tembusan"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["government", "due_at", "id"], name="case_due"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["government", "agency", "-id"], name="case_agency"),
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                condition=models.Q(("met_at", None)), fields=["government", "next_step_at"], name="deadline_step_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="disposition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("share", "lead"), ("state", "open")),
                fields=("government", "case"),
                name="disposition_one_lead",
            ),
        ),
        migrations.AddField(
            model_name="casefile",
            name="added_by",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.person",
            ),
        ),
        migrations.AddField(
            model_name="casefile",
            name="asset",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="media.asset",
            ),
        ),
        migrations.AddField(
            model_name="casefile",
            name="case",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.case",
            ),
        ),
        migrations.AddField(
            model_name="casefile",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="casefile",
            name="removed_by",
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
            model_name="casefile",
            name="unit",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.agency",
            ),
        ),
        migrations.AddField(
            model_name="casepause",
            name="case",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.case",
            ),
        ),
        migrations.AddField(
            model_name="casepause",
            name="ended_by",
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
            model_name="casepause",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="casepause",
            name="started_by",
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
            model_name="checklistitem",
            name="added_by",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.person",
            ),
        ),
        migrations.AddField(
            model_name="checklistitem",
            name="case",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.case",
            ),
        ),
        migrations.AddField(
            model_name="checklistitem",
            name="done_by",
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
            model_name="checklistitem",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="clockrule",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="deadlinechange",
            name="deadline",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.deadline",
            ),
        ),
        migrations.AddField(
            model_name="deadlinechange",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="escalation",
            name="deadline",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.deadline",
            ),
        ),
        migrations.AddField(
            model_name="escalation",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="evidencerule",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="follower",
            name="case",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.case",
            ),
        ),
        migrations.AddField(
            model_name="follower",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="follower",
            name="person",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.person",
            ),
        ),
        migrations.AddField(
            model_name="ladderstep",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="merged_by",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.person",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="source",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.case",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="target",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.case",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="undone_by",
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
            model_name="note",
            name="author",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.person",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="case",
            field=kentongan.tenancy.models.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inbox.case",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddField(
            model_name="officehours",
            name="government",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.government"
            ),
        ),
        migrations.AddIndex(
            model_name="casepause",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["government", "until"], name="case_pause_until"
            ),
        ),
        migrations.AddConstraint(
            model_name="casepause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("government", "case"), name="case_pause_running_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="clockrule",
            constraint=models.UniqueConstraint(fields=("government", "code", "report_class"), name="clock_rule_once"),
        ),
        migrations.AddConstraint(
            model_name="clockrule",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="clock_rule_above_zero"),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.UniqueConstraint(fields=("government", "deadline", "step"), name="escalation_once"),
        ),
        migrations.AddConstraint(
            model_name="evidencerule",
            constraint=models.UniqueConstraint(fields=("government", "report_class"), name="evidence_rule_once"),
        ),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.UniqueConstraint(fields=("government", "case", "person"), name="case_follower_once"),
        ),
        migrations.AddConstraint(
            model_name="ladderstep",
            constraint=models.UniqueConstraint(fields=("government", "days", "target"), name="ladder_step_once"),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)), fields=("government", "source"), name="merge_standing_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="officehours",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gte", models.F("starts"))), name="office_hours_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="officehours",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes__gt", models.F("opens"))), name="office_hours_open_first"
            ),
        ),
        migrations.AddConstraint(
            model_name="officehours",
            constraint=models.UniqueConstraint(fields=("government", "starts", "ends"), name="office_hours_once"),
        ),
        SecureTenantTables(),
    ]
