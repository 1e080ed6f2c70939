"""Taking files in, and describing them for those who do not see them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.media import examining, looks, pictures, store, videos, wording
from kentongan.media.models import Asset
from kentongan.media.rules import Facts, MediaRefusedError, lies, refusal_by_size, refusal_by_type, sniff
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from pathlib import Path

    from django.core.files.uploadedfile import UploadedFile

    from kentongan.organizations.actor import Actor

__all__ = ["MediaRefusedError", "describe", "store_upload"]

register_thing("asset", "Foto dan video", "/pustaka/{id}/")
register_action("media.uploaded", "{actor} mengunggah {name}")
register_action("media.described", "{actor} menulis teks alternatif untuk {name}")

HEAD = 64
LONGEST_NAME = 100


@transaction.atomic
def store_upload(
    *, actor: Actor, upload: UploadedFile[Any], alt_text: str = "", agency_id: int | None = None, one_of: str = ""
) -> Asset:
    """Check, clean and keep a file. MediaRefusedError with a sentence when it cannot be used; then nothing is kept.

    `one_of`: the same for files that show one thing in several shapes; of these a channel takes the one that suits it.
    """
    code = Government.objects.get(pk=actor.government_id).code
    head = upload.read(HEAD)
    upload.seek(0)
    kind = sniff(head)
    if refusal := refusal_by_type(kind) or refusal_by_size(kind, upload.size or 0):
        raise MediaRefusedError(refusal)
    with store.workbench(code) as bench:
        facts, clean = _cleaned(kind, upload, bench)
        said = lies(kind, upload.name or "", upload.content_type or "")
        facts = replace(facts, told=(*said, *facts.told))
        asset = row_of(facts, clean, upload.name or "", alt_text)
        asset.government_id, asset.uploaded_by_id = actor.government_id, actor.person_id
        asset.agency_id, asset.one_of = agency_id or actor.agency_id, one_of
        if asset.is_image:
            examining.note(asset, looks.measure(clean))
        keep(code, asset, clean, bench)
    asset.save(force_insert=True)
    wording.index(asset)
    told = {"name": asset.name, "removed": asset.removed, "sha256": asset.sha256}
    record(actor=actor, action="media.uploaded", subject_type="asset", subject_id=asset.pk, data=told)
    return asset


@transaction.atomic
def describe(*, actor: Actor, asset: Asset, alt_text: str) -> Asset:
    """Say in words what a picture shows."""
    asset.alt_text = " ".join(alt_text.split())[:1000]
    asset.save(update_fields=["alt_text"])
    wording.index(asset)
    record(actor=actor, action="media.described", subject_type="asset", subject_id=asset.pk, data={"name": asset.name})
    return asset


def _cleaned(kind: str, upload: UploadedFile[Any], bench: Path) -> tuple[Facts, Path]:
    raw, clean = bench / "raw", bench / "clean"
    size = store.write(upload.chunks(store.CHUNK), raw)
    if refusal := refusal_by_size(kind, size):
        raise MediaRefusedError(refusal)
    if kind == "image":
        return pictures.clean(raw, clean), clean
    return videos.clean(raw), raw


def row_of(facts: Facts, clean: Path, name: str, alt_text: str) -> Asset:
    """The row of a checked file, not yet saved and nobody's yet."""
    return Asset(
        uploaded_at=clock.now(),
        kind=facts.kind,
        mime=facts.mime,
        sha256=store.sha256_of(clean),
        size=clean.stat().st_size,
        width=facts.width,
        height=facts.height,
        seconds=facts.seconds,
        name=plain_name(name, facts.kind),
        alt_text=" ".join(alt_text.split())[:1000],
        removed=list(facts.removed),
        told=list(facts.told),
        codec=facts.codec,
        audio=facts.audio,
        fps=facts.fps,
        rotation=facts.rotation,
        read_by=facts.read_by,
    )


def keep(code: str, asset: Asset, clean: Path, bench: Path) -> None:
    """Move a checked file, and a picture's small copy, to their places."""
    if asset.is_image:
        small = bench / "small"
        pictures.thumbnail(clean, small)
        store.keep(small, store.thumbnail_of(code, asset.sha256))
    store.keep(clean, store.path_of(code, asset.sha256, asset.extension))


def plain_name(name: str, kind: str) -> str:
    """A file name for people, without what a path or a page could trip over."""
    tail = re.split(r"[/\\]", name)[-1]
    kept = re.sub(r"[^\w .()\-]", "", tail).strip(" .")[:LONGEST_NAME]
    return kept or ("foto" if kind == "image" else "video")
