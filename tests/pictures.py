"""A picture as somebody uploads it."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def photo() -> SimpleUploadedFile:
    """A plain picture."""
    held = io.BytesIO()
    Image.new("RGB", (1200, 1200), "teal").save(held, "JPEG")
    return SimpleUploadedFile("foto.jpg", held.getvalue(), content_type="image/jpeg")
