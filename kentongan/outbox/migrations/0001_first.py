"""The ledger's tables, walled in, with a history that is only ever added to."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

import kentongan.core.ids
import kentongan.tenancy.models
from kentongan.outbox.caps import APP
from kentongan.tenancy.security import SecureTenantTables

APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON outbox_deliveryevent
FOR EACH STATEMENT EXECUTE FUNCTION kentongan_append_only();
"""


def fill_app_buckets(apps: Any, _schema_editor: Any) -> None:  # noqa: ANN401 - Django hands them over
    now = timezone.now()
    for platform, cap in APP.items():
        apps.get_model("outbox", "AppBucket").objects.create(
            platform=platform,
            capacity=cap.acts,
            per_second=cap.per_second,
            tokens=cap.acts,
            refilled_at=now,
            source=cap.source,
        )


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audit", "0001_first"),
        ("channels", "0001_first"),
        ("organizations", "0001_first"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="AppBucket",
            fields=[
                ("platform", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("capacity", models.FloatField()),
                ("per_second", models.FloatField()),
                ("tokens", models.FloatField()),
                ("refilled_at", models.DateTimeField()),
                ("source", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1), ("tokens__gte", 0)), name="app_bucket_holds"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kentongan.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("act", models.CharField(choices=[("publish", "Kiriman"), ("reply", "Jawaban")], max_length=12)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=60)),
                ("payload", models.JSONField()),
                ("payload_hash", models.CharField(max_length=64)),
                ("approved_hash", models.CharField(max_length=64)),
                ("valid_until", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("useless_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("scheduled", "Menunggu waktunya"),
                            ("due", "Segera dikirim"),
                            ("claimed", "Sedang disiapkan"),
                            ("sending", "Sedang dikirim"),
                            ("published", "Sudah tayang"),
                            ("waiting", "Akan dicoba lagi"),
                            ("rejected", "Ditolak platform"),
                            ("channel_paused", "Menunggu akun disambung lagi"),
                            ("unknown", "Sedang dipastikan sudah tayang atau belum"),
                            ("needs_person", "Perlu diperiksa orang"),
                            ("held", "Ditahan karena pembekuan"),
                            ("cancelled", "Dibatalkan sebelum tayang"),
                            ("expired", "Tidak dikirim karena sudah lewat waktunya"),
                        ],
                        default="scheduled",
                        max_length=16,
                    ),
                ),
                ("run_at", models.DateTimeField()),
                ("next_at", models.DateTimeField()),
                ("priority", models.PositiveSmallIntegerField(default=5)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("fence", models.PositiveIntegerField(default=0)),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("doubts", models.PositiveSmallIntegerField(default=0)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("reads_absent", models.PositiveSmallIntegerField(default=0)),
                ("reads_unclear", models.PositiveSmallIntegerField(default=0)),
                ("first_absent_at", models.DateTimeField(blank=True, null=True)),
                ("last_absent_at", models.DateTimeField(blank=True, null=True)),
                ("last_code", models.CharField(blank=True, max_length=40)),
                ("last_detail", models.CharField(blank=True, max_length=300)),
                ("remote_id", models.CharField(blank=True, max_length=160)),
                ("permalink", models.CharField(blank=True, max_length=500)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
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
                        db_constraint=False,
                        db_index=False,
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
                (
                    "person",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeliveryEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(blank=True, max_length=16)),
                ("target", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                ("why", models.CharField(max_length=40)),
                ("data", models.JSONField(default=dict)),
                (
                    "delivery",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="outbox.delivery",
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
            name="DeliveryStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=40)),
                (
                    "safety",
                    models.CharField(
                        choices=[("repeatable", "repeatable"), ("resumable", "resumable"), ("commit", "commit")],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("started", "Dimulai"),
                            ("done", "Selesai"),
                            ("pending", "Masih dikerjakan platform"),
                            ("failed", "Pasti tidak jadi"),
                            ("unknown", "Belum pasti"),
                        ],
                        max_length=10,
                    ),
                ),
                ("request_hash", models.CharField(max_length=64)),
                ("remote_id", models.CharField(blank=True, max_length=160)),
                ("memory", models.JSONField(default=dict)),
                ("tries", models.PositiveIntegerField(default=1)),
                ("fence", models.PositiveIntegerField()),
                ("begun_at", models.DateTimeField()),
                ("started_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "delivery",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="outbox.delivery",
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
            name="Freeze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                    "ended_by",
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
                    "government",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.government",
                    ),
                ),
                (
                    "started_by",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChannelBucket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("capacity", models.FloatField()),
                ("per_second", models.FloatField()),
                ("tokens", models.FloatField()),
                ("refilled_at", models.DateTimeField()),
                ("blocked_until", models.DateTimeField(blank=True, null=True)),
                (
                    "channel",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
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
                    models.UniqueConstraint(fields=("government", "channel"), name="channel_bucket_once"),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1), ("tokens__gte", 0)), name="channel_bucket_holds"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "due")),
                fields=["government", "channel", "priority", "run_at", "id"],
                name="delivery_claim",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state__in", ["scheduled", "waiting", "unknown"])),
                fields=["next_at"],
                name="delivery_next",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state__in", ["claimed", "sending"])), fields=["lease_until"], name="delivery_lease"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state__in", ["published", "cancelled", "expired"]), _negated=True),
                fields=["government", "state"],
                name="delivery_open",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["government", "subject_type", "subject_id"], name="delivery_subject"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["government", "run_at"], name="delivery_agenda"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("government", "channel", "act", "subject_type", "subject_id"), name="delivery_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["claimed", "sending"])),
                fields=("government", "channel"),
                name="delivery_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(models.Q(("remote_id", ""), _negated=True), ("published_at__isnull", False)),
                    _connector="OR",
                ),
                name="delivery_published_has_its_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["claimed", "sending"]), _negated=True),
                    models.Q(("fence__gt", 0), ("lease_until__isnull", False)),
                    _connector="OR",
                ),
                name="delivery_work_has_a_lease",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("attempt__lte", models.F("fence"))), name="delivery_attempts_are_fenced"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "scheduled",
                            "due",
                            "claimed",
                            "sending",
                            "published",
                            "waiting",
                            "rejected",
                            "channel_paused",
                            "unknown",
                            "needs_person",
                            "held",
                            "cancelled",
                            "expired",
                        ],
                    )
                ),
                name="delivery_state_is_declared",
            ),
        ),
        migrations.AddIndex(
            model_name="deliveryevent",
            index=models.Index(fields=["government", "delivery", "id"], name="delivery_event_order"),
        ),
        migrations.AddConstraint(
            model_name="deliverystep",
            constraint=models.UniqueConstraint(
                fields=("government", "delivery", "round", "name"), name="delivery_step_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverystep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("state", "started")),
                    models.Q(models.Q(("state", "started"), _negated=True), ("closed_at__isnull", False)),
                    _connector="OR",
                ),
                name="delivery_step_is_open_or_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="freeze",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("government", "agency", "channel"),
                name="freeze_one_in_force",
                nulls_distinct=False,
            ),
        ),
        SecureTenantTables(),
        migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop),
        migrations.RunPython(fill_app_buckets, migrations.RunPython.noop),
    ]
