"""What the library knows of a file beside its bytes: whose it is, what it may be used for, who is seen, how it looks."""

from __future__ import annotations

from django.db import models

from kentongan.media.rights import COMPLETE, LACKING, LICENCES, PEOPLE

MIDDLE = 50


class Filing(models.Model):
    """The library's part of an asset. `standing` and `good_until` are worked out by `rights`, kept so that lists stay cheap."""

    title = models.CharField(max_length=160, blank=True, db_default="", default="")
    owner = models.CharField(max_length=160, blank=True, db_default="", default="", help_text="Who holds the rights")
    credit = models.CharField(max_length=160, blank=True, db_default="", default="", help_text="As it is printed")
    licence = models.CharField(max_length=12, blank=True, choices=list(LICENCES.items()), db_default="", default="")
    terms = models.CharField(max_length=300, blank=True, db_default="", default="", help_text="Conditions, in words")
    uses = models.JSONField(default=list, db_default=[], help_text="Codes of rights.USES it may be used for")
    rights_until = models.DateField(null=True, blank=True)
    people = models.CharField(max_length=8, blank=True, choices=list(PEOPLE.items()), db_default="", default="")
    tags = models.JSONField(default=list, db_default=[])
    listed = models.BooleanField(default=True, db_default=True, help_text="It stands in the library by itself")
    shared = models.BooleanField(default=False, db_default=False, help_text="For every agency of the government")
    focus_x = models.PositiveSmallIntegerField(default=MIDDLE, db_default=MIDDLE)
    focus_y = models.PositiveSmallIntegerField(default=MIDDLE, db_default=MIDDLE)
    standing = models.CharField(
        max_length=8, choices=[(LACKING, LACKING), (COMPLETE, COMPLETE)], default=LACKING, db_default=LACKING
    )
    good_until = models.DateField(null=True, blank=True, help_text="The day after which rights or consent have ended")

    examined = models.BooleanField(default=False, db_default=False, help_text="`examining` has looked at it")
    has_poster = models.BooleanField(default=False, db_default=False)
    hints = models.JSONField(default=list, db_default=[], help_text="On how it looks, in sentences")
    likeness = models.BigIntegerField(null=True, blank=True, help_text="Perceptual hash, 64 bits, signed")
    band_1 = models.PositiveIntegerField(null=True, blank=True)
    band_2 = models.PositiveIntegerField(null=True, blank=True)
    band_3 = models.PositiveIntegerField(null=True, blank=True)
    band_4 = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True
