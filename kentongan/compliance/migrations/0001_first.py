import django.db.models.deletion
from django.db import migrations, models

from kentongan.tenancy.security import SecureTenantTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficialNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=20)),
                ("written", models.CharField(max_length=30)),
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
                "constraints": [models.UniqueConstraint(fields=("government", "key"), name="official_number_once")],
            },
        ),
        SecureTenantTables(),
    ]
