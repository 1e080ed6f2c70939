import django.db.models.deletion
from django.db import migrations, models

import kentongan.connectors.contract
import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizations", "0001_first"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Channel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "platform",
                    models.CharField(
                        choices=[
                            (kentongan.connectors.contract.Platform["FACEBOOK"], "Facebook"),
                            (kentongan.connectors.contract.Platform["INSTAGRAM"], "Instagram"),
                            (kentongan.connectors.contract.Platform["X"], "X"),
                            (kentongan.connectors.contract.Platform["YOUTUBE"], "YouTube"),
                            (kentongan.connectors.contract.Platform["TIKTOK"], "TikTok"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("handle", models.CharField(max_length=80)),
                (
                    "standing",
                    models.CharField(
                        choices=[("instansi", "Akun instansi"), ("pejabat", "Akun kepala daerah")],
                        default="instansi",
                        max_length=10,
                    ),
                ),
                ("remote_id", models.CharField(max_length=80)),
                (
                    "world",
                    models.CharField(
                        blank=True, help_text="The sandbox's world; empty on the real platforms", max_length=60
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("active", "Tersambung"),
                            ("paused", "Dijeda"),
                            ("disconnected", "Perlu disambung ulang"),
                        ],
                        default="active",
                        max_length=16,
                    ),
                ),
                ("state_reason", models.CharField(blank=True, max_length=300)),
                ("next_poll_at", models.DateTimeField(blank=True, null=True)),
                ("polled_at", models.DateTimeField(blank=True, null=True)),
                ("pushed_at", models.DateTimeField(blank=True, null=True)),
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
            name="Credential",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.TextField()),
                ("refresh_token", models.TextField(blank=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
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
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("revoked_on", models.DateField(blank=True, null=True)),
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
            name="RemoteObject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("post", "Kiriman"), ("comment", "Komentar")], max_length=12)),
                ("remote_id", models.CharField(max_length=160)),
                ("permalink", models.URLField(blank=True, max_length=500)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=60)),
                ("text", models.TextField(blank=True)),
                ("published_at", models.DateTimeField()),
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
        ),
        migrations.CreateModel(
            name="Route",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("platform", models.CharField(max_length=20)),
                ("remote_id", models.CharField(max_length=80)),
                ("channel_id", models.BigIntegerField()),
                (
                    "government",
                    models.ForeignKey(
                        db_column="home_government_id",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.government",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="channel",
            index=models.Index(fields=["government", "next_poll_at"], name="channel_next_poll"),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.UniqueConstraint(fields=("government", "platform", "remote_id"), name="channel_account"),
        ),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.UniqueConstraint(fields=("government", "channel"), name="credential_one_per_channel"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_on", None)),
                fields=("government", "channel", "person"),
                name="grant_one_in_force",
            ),
        ),
        migrations.AddIndex(
            model_name="remoteobject",
            index=models.Index(fields=["government", "subject_type", "subject_id"], name="remote_object_subject"),
        ),
        migrations.AddIndex(
            model_name="remoteobject",
            index=models.Index(fields=["government", "channel", "-published_at"], name="remote_object_newest"),
        ),
        migrations.AddConstraint(
            model_name="remoteobject",
            constraint=models.UniqueConstraint(
                fields=("government", "channel", "kind", "remote_id"), name="remote_object_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="route",
            constraint=models.UniqueConstraint(fields=("platform", "remote_id"), name="route_account"),
        ),
        SecureTenantTables(),
    ]
