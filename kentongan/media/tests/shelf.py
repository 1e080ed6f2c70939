"""A file in the library, in one line."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kentongan.media import keeping
from kentongan.media.keeping import Card
from kentongan.media.models import Asset
from kentongan.media.services import store_upload
from kentongan.media.tests.photos import photo
from kentongan.organizations.actor import Actor


def kept(actor: Actor, content: bytes = b"", name: str = "foto.jpg", **card: Any) -> Asset:
    """Upload a photo; with fields of a card, file it too."""
    asset = store_upload(actor=actor, upload=SimpleUploadedFile(name, content or photo()))
    return keeping.write_card(actor=actor, asset=asset, card=Card(**card)) if card else asset
