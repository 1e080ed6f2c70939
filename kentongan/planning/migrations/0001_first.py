import django.db.models.deletion
from django.db import migrations, models

import kentongan.connectors.contract.acts
import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("channels", "0004_renewal_is_held"),
        ("organizations", "0002_agency_code_without_own_index"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Obligation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160)),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("bulanan", "Tiap bulan"),
                            ("triwulan", "Tiap tiga bulan"),
                            ("semester", "Tiap enam bulan"),
                            ("tahunan", "Tiap tahun"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_day", models.PositiveSmallIntegerField(default=25)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "pillar",
                    models.CharField(
                        choices=[
                            ("layanan", "Layanan publik"),
                            ("kegiatan", "Kegiatan pemerintah"),
                            ("kabar_baik", "Pemberitaan positif"),
                            ("edukasi", "Edukasi masyarakat"),
                        ],
                        default="layanan",
                        max_length=12,
                    ),
                ),
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
            name="Fulfilment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period_starts", models.DateField()),
                ("post_id", models.BigIntegerField()),
                ("linked_at", models.DateTimeField()),
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
                    "linked_by",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
                (
                    "obligation",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.obligation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Observance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("month", models.PositiveSmallIntegerField()),
                ("day", models.PositiveSmallIntegerField()),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "pillar",
                    models.CharField(
                        choices=[
                            ("layanan", "Layanan publik"),
                            ("kegiatan", "Kegiatan pemerintah"),
                            ("kabar_baik", "Pemberitaan positif"),
                            ("edukasi", "Edukasi masyarakat"),
                        ],
                        default="kegiatan",
                        max_length=12,
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
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("visi", "Visi"), ("misi", "Misi"), ("program", "Program")], max_length=8
                    ),
                ),
                ("code", models.CharField(blank=True, help_text="As RPJMD or RKPD numbers it", max_length=30)),
                ("name", models.CharField(max_length=300)),
                ("first_year", models.PositiveSmallIntegerField()),
                ("last_year", models.PositiveSmallIntegerField()),
                ("priority", models.BooleanField(default=False)),
                ("is_example", models.BooleanField(default=False)),
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
                    "owner",
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
                    "parent",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.programme",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Quota",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                (
                    "pillar",
                    models.CharField(
                        choices=[
                            ("layanan", "Layanan publik"),
                            ("kegiatan", "Kegiatan pemerintah"),
                            ("kabar_baik", "Pemberitaan positif"),
                            ("edukasi", "Edukasi masyarakat"),
                        ],
                        max_length=12,
                    ),
                ),
                ("planned", models.PositiveSmallIntegerField()),
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
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weekday", models.PositiveSmallIntegerField()),
                ("at", models.TimeField(help_text="In the government's time zone")),
                (
                    "pillar",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("layanan", "Layanan publik"),
                            ("kegiatan", "Kegiatan pemerintah"),
                            ("kabar_baik", "Pemberitaan positif"),
                            ("edukasi", "Edukasi masyarakat"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=80)),
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
                    "channel",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.channel",
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
            name="Strategy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("tematik", "Program tematik"),
                            ("prioritas", "Program prioritas"),
                            ("krisis", "Penanganan krisis"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("aim", models.TextField()),
                ("approach", models.TextField(blank=True)),
                ("audiences", models.JSONField(blank=True, default=list)),
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
                    "programme",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.programme",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("tematik", "Program tematik"),
                            ("prioritas", "Program prioritas"),
                            ("krisis", "Penanganan krisis"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                ("planned_posts", models.PositiveSmallIntegerField(default=0)),
                ("goal", models.TextField()),
                ("situation", models.TextField(blank=True)),
                ("issue_map", models.TextField(blank=True)),
                ("messages", models.TextField(blank=True)),
                ("audiences", models.JSONField(blank=True, default=list)),
                ("method", models.TextField(blank=True)),
                ("risk", models.TextField(blank=True)),
                ("evaluation", models.TextField(blank=True)),
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
                    "government",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.government",
                    ),
                ),
                (
                    "programme",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.programme",
                    ),
                ),
                (
                    "strategy",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.strategy",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Audience",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(db_index=False, max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("retired", models.BooleanField(default=False)),
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
                "constraints": [models.UniqueConstraint(fields=("government", "code"), name="audience_once")],
            },
        ),
        migrations.CreateModel(
            name="ChannelPurpose",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "platform",
                    models.CharField(
                        choices=[
                            (kentongan.connectors.contract.acts.Platform["FACEBOOK"], "Facebook"),
                            (kentongan.connectors.contract.acts.Platform["INSTAGRAM"], "Instagram"),
                            (kentongan.connectors.contract.acts.Platform["X"], "X"),
                            (kentongan.connectors.contract.acts.Platform["YOUTUBE"], "YouTube"),
                            (kentongan.connectors.contract.acts.Platform["TIKTOK"], "TikTok"),
                            (kentongan.connectors.contract.acts.Platform["BLUESKY"], "Bluesky"),
                            (kentongan.connectors.contract.acts.Platform["THREADS"], "Threads"),
                            (kentongan.connectors.contract.acts.Platform["WHATSAPP"], "Saluran WhatsApp"),
                            (kentongan.connectors.contract.acts.Platform["TELEGRAM"], "Telegram"),
                            (kentongan.connectors.contract.acts.Platform["WEBSITE"], "Situs web"),
                            (kentongan.connectors.contract.acts.Platform["PRESS"], "Media massa"),
                            (kentongan.connectors.contract.acts.Platform["RADIO"], "Radio"),
                            (kentongan.connectors.contract.acts.Platform["VIDEOTRON"], "Videotron"),
                            (kentongan.connectors.contract.acts.Platform["PRINT"], "Cetak"),
                            (kentongan.connectors.contract.acts.Platform["NOTICE_BOARD"], "Papan pengumuman"),
                        ],
                        max_length=20,
                    ),
                ),
                ("purpose", models.CharField(max_length=200)),
                ("audiences", models.JSONField(blank=True, default=list)),
                ("pillars", models.JSONField(blank=True, default=list)),
                (
                    "urgent",
                    models.BooleanField(default=False, help_text="Where people look first when something happens"),
                ),
                (
                    "channel",
                    kentongan.tenancy.models.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.channel",
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
                    models.UniqueConstraint(
                        fields=("government", "platform", "channel"), name="channel_purpose_once", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.UniqueConstraint(fields=("government", "agency", "name"), name="obligation_once"),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_day__gte", 1), ("due_day__lte", 31)), name="obligation_due_on_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="fulfilment",
            constraint=models.UniqueConstraint(
                fields=("government", "obligation", "period_starts"), name="fulfilment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="observance",
            constraint=models.UniqueConstraint(
                fields=("government", "month", "day", "year", "name"), name="observance_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_year__gte", models.F("first_year"))), name="programme_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", "visi"), ("parent", None)),
                    models.Q(models.Q(("level", "visi"), _negated=True), models.Q(("parent", None), _negated=True)),
                    _connector="OR",
                ),
                name="programme_hangs_in_the_tree",
            ),
        ),
        migrations.AddConstraint(
            model_name="quota",
            constraint=models.UniqueConstraint(fields=("government", "month", "agency", "pillar"), name="quota_once"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("government", "agency", "channel", "weekday", "at"), name="slot_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="slot_on_a_weekday"),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=models.UniqueConstraint(fields=("government", "year", "title"), name="strategy_once"),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "prioritas"), _negated=True),
                    models.Q(("programme", None), _negated=True),
                    _connector="OR",
                ),
                name="strategy_names_its_programme",
            ),
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["government", "-ends"], name="campaign_newest"),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.UniqueConstraint(fields=("government", "name", "starts"), name="campaign_once"),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gte", models.F("starts"))), name="campaign_ends_after_it_starts"
            ),
        ),
        SecureTenantTables(),
    ]
