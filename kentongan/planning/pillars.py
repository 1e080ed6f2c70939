"""The four content pillars, shared by the plan and the posts."""

from __future__ import annotations

from django.db import models


class Pillar(models.TextChoices):
    """What a post is, in the words of the editorial plan."""

    SERVICE = "layanan", "Layanan publik"
    ACTIVITY = "kegiatan", "Kegiatan pemerintah"
    GOOD_NEWS = "kabar_baik", "Pemberitaan positif"
    EDUCATION = "edukasi", "Edukasi masyarakat"
