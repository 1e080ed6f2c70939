import django.db.models.deletion
from django.db import migrations, models

import kentongan.tenancy.models
from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("channels", "0001_first"),
        ("media", "0001_first"),
        ("organizations", "0001_first"),
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=160)),
                ("story", models.TextField(blank=True)),
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
                ("publish_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draf"),
                            ("in_review", "Menunggu persetujuan"),
                            ("changes_asked", "Diminta diperbaiki"),
                            ("scheduled", "Terjadwal"),
                            ("going_out", "Sedang terbit"),
                            ("published", "Terbit"),
                            ("partly", "Terbit sebagian"),
                            ("needs_person", "Perlu diperiksa"),
                            ("not_out", "Tidak terbit"),
                            ("withdrawn", "Ditarik"),
                        ],
                        default="draft",
                        max_length=16,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
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
                    "author",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
                (
                    "changed_by",
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
                    "submitted_by",
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
            ],
        ),
        migrations.CreateModel(
            name="PostMedia",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
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
                    "post",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="content.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True)),
                ("title", models.CharField(blank=True, max_length=160)),
                ("by_hand", models.BooleanField(default=False)),
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
                    "post",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="content.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Writer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "post",
                    kentongan.tenancy.models.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="content.post",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["government", "-changed_at", "-id"], name="post_newest"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["government", "publish_at"], name="post_agenda"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["government", "state", "-changed_at"], name="post_state"),
        ),
        migrations.AddConstraint(
            model_name="postmedia",
            constraint=models.UniqueConstraint(fields=("government", "post", "asset"), name="post_media_once"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("government", "post", "channel"), name="version_once"),
        ),
        migrations.AddConstraint(
            model_name="writer",
            constraint=models.UniqueConstraint(fields=("government", "post", "person"), name="post_writer_once"),
        ),
        SecureTenantTables(),
    ]
