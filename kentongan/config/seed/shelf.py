"""The media library of the demo: what the posts carry is filed, and a few pieces show what rights and consent look like."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kentongan.config.seed import drawings
from kentongan.config.seed.actors import actors_of
from kentongan.core import clock
from kentongan.media.consenting import Agreement, record_consent
from kentongan.media.keeping import Card, write_card
from kentongan.media.models import Asset
from kentongan.media.rights import ADULTS, CHILDREN, NOBODY, SOCIAL
from kentongan.media.services import store_upload

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor
    from kentongan.tenancy.models import Government

FILED: dict[str, Any] = {"licence": "own", "uses": [SOCIAL, "web", "press"], "people": NOBODY}
AGENCIES = {"ayu": "Dinas Kesehatan", "citra": "Dinas PU", "eko": "Diskominfo"}


def seed(government: Government) -> None:
    """File what Ayu's agency published, and add what rights and consent are about."""
    actors, today = actors_of(government), clock.now().astimezone(government.zone).date()
    ayu, citra, eko = (actors[name] for name in AGENCIES)
    for asset in Asset.objects.filter(government=government, agency_id=ayu.agency_id).order_by("pk")[:6]:
        card = Card(
            title=asset.alt_text.removeprefix("Gambar ").capitalize(),
            alt_text=asset.alt_text,
            owner=AGENCIES["ayu"],
            **FILED,
        )
        write_card(actor=ayu, asset=asset, card=card)
    _ayus(ayu, today)
    _add(eko, "edukasi", "Logo Hari Jadi Wajo", credit="Diskominfo Wajo", tags=["hari jadi"], shared=True, **FILED)
    ended = FILED | {"licence": "written", "rights_until": today - timedelta(days=12)}
    _add(citra, "kegiatan", "Jembatan dari udara", owner="Studio Danau", terms="Surat izin 12/SD/2025", **ended)


def _ayus(ayu: Actor, today: date) -> None:
    children = FILED | {"people": CHILDREN, "tags": ["imunisasi", "posyandu"], "credit": "Foto: Dinas Kesehatan"}
    agreed = _add(ayu, "layanan", "Imunisasi di Puskesmas Tempe", owner=AGENCIES["ayu"], **children)
    guardian = {"is_child": True, "guardian": "Sari Mallusetasi", "until": today + timedelta(days=20)}
    _agree(ayu, agreed, today, person_name="Anak Tomi", **guardian)
    _add(ayu, "kabar_baik", "Anak di posyandu, wali belum setuju", owner=AGENCIES["ayu"], **children)
    kader = _add(ayu, "kegiatan", "Kader posyandu lansia", owner=AGENCIES["ayu"], **FILED | {"people": ADULTS})
    _agree(ayu, kader, today, person_name="Rani Pabbola")


def _add(actor: Actor, pillar: str, title: str, **card: Any) -> Asset:  # noqa: ANN401 - the fields of a card
    upload = SimpleUploadedFile("gambar.jpg", drawings.draw(pillar, title), "image/jpeg")
    asset = store_upload(actor=actor, upload=upload)
    return write_card(actor=actor, asset=asset, card=Card(title=title, alt_text=drawings.WORDS[pillar], **card))


def _agree(actor: Actor, asset: Asset, today: date, **facts: Any) -> None:  # noqa: ANN401 - the fields of an agreement
    basis: dict[str, Any] = {
        "how": "form",
        "proof": "Map persetujuan 2026, nomor 14",
        "given_on": today - timedelta(days=40),
    }
    record_consent(actor=actor, asset=asset, agreement=Agreement(**basis | facts))
