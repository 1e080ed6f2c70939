from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The unique key begins with the government and serves every search by code."""

    dependencies: ClassVar = [("organizations", "0001_first")]
    operations: ClassVar = [
        migrations.AlterField(model_name="agency", name="code", field=models.SlugField(db_index=False, max_length=40)),
    ]
