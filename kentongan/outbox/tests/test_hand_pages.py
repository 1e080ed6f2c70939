from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kentongan.channels import services as channels
from kentongan.connectors.contract import Reason, Rejected
from kentongan.core import clock
from kentongan.organizations.actor import system
from kentongan.organizations.models import Person
from kentongan.outbox import states
from kentongan.outbox.models import Delivery
from kentongan.outbox.tests.fake import FakePlatform
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
Promise = Callable[..., Delivery]
LINK = "https://www.threads.net/@dinkes/post/abc"


def page(delivery: Delivery, more: str = "") -> str:
    return f"/g/wajo/pengiriman/{delivery.pk}/{more}"


def state(delivery: Delivery) -> str:
    return Delivery.objects.get(pk=delivery.pk).state


@pytest.fixture
def waiting(promise: Promise, writer: Person, pass_time: Callable[..., None]) -> Delivery:
    """A post of Ayu's that waits to be uploaded to Threads."""
    channel = channels.register_by_hand(
        actor=system(writer.government_id),
        agency=writer.agency,
        platform="threads",
        name="Dinas Kesehatan",
        address="https://www.threads.net/@dinkes",
    )
    builders.grant(writer, channel)
    delivery = promise(on=channel)
    pass_time()
    return delivery


def test_the_page_gives_everything_that_is_to_be_uploaded(
    waiting: Delivery, screen_of: ScreenOf, writer: Person, text_of: TextOf
) -> None:
    answer = screen_of(writer).get(page(waiting))
    seen = text_of(answer)
    for words in ("Unggah ke Threads Dinas Kesehatan", "Salin tulisan", "Sudah diunggah", "Tidak jadi"):
        assert words in seen
    raw = answer.content.decode()
    assert '<textarea id="salin-tulisan" rows="6" readonly spellcheck="false">Posyandu besok pukul 08.00' in raw
    assert 'href="https://www.threads.net/@dinkes"' in raw


def test_the_link_ends_it_and_shows_on_the_page(
    waiting: Delivery, screen_of: ScreenOf, writer: Person, text_of: TextOf
) -> None:
    screen = screen_of(writer)
    assert screen.post(page(waiting, "sudah-diunggah/"), {"permalink": LINK}).status_code == 302
    assert state(waiting) == states.PUBLISHED
    seen = text_of(screen.get(page(waiting)))
    assert LINK in seen
    assert "Diunggah di platform oleh orang" in seen


def test_a_picture_ends_it_and_can_be_looked_at(
    waiting: Delivery, screen_of: ScreenOf, writer: Person, tmp_path: object, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    held = io.BytesIO()
    Image.new("RGB", (800, 800), "teal").save(held, "PNG")
    upload = SimpleUploadedFile("layar.png", held.getvalue(), content_type="image/png")
    screen = screen_of(writer)
    assert screen.post(page(waiting, "sudah-diunggah/"), {"screenshot": upload}).status_code == 302
    assert "Lihat buktinya" in screen.get(page(waiting)).content.decode()


@pytest.mark.parametrize("proof", [{}, {"screenshot": SimpleUploadedFile("a.png", b"bukan gambar")}])
def test_without_proof_the_page_asks_for_it(
    waiting: Delivery, screen_of: ScreenOf, writer: Person, proof: dict[str, Any]
) -> None:
    answer = screen_of(writer).post(page(waiting, "sudah-diunggah/"), proof)
    assert (answer.status_code, state(waiting)) == (422, states.BY_HAND)


def test_giving_up_needs_a_reason(waiting: Delivery, screen_of: ScreenOf, writer: Person, text_of: TextOf) -> None:
    screen = screen_of(writer)
    assert "Alasannya belum ada" in text_of(screen.post(page(waiting, "tidak-jadi/"), {}))
    assert screen.post(page(waiting, "tidak-jadi/"), {"reason": "acara batal"}).status_code == 302
    assert state(waiting) == states.CANCELLED
    assert "Terlanjur diunggah?" in text_of(screen.get(page(waiting)))


def test_the_auditor_sees_who_uploads_and_another_agency_sees_nothing(
    waiting: Delivery, screen_of: ScreenOf, kartika: Person, citra: Person, text_of: TextOf
) -> None:
    assert "Yang mengunggah: " in text_of(screen_of(kartika).get(page(waiting)))
    assert screen_of(kartika).post(page(waiting, "sudah-diunggah/"), {"permalink": LINK}).status_code == 403
    assert screen_of(citra).post(page(waiting, "tidak-jadi/"), {"reason": "-"}).status_code == 404


@pytest.fixture
def refused(promise: Promise, platform: FakePlatform, pass_time: Callable[..., None]) -> Delivery:
    """A post of Ayu's that Instagram does not take."""
    platform.script = {"container": [Rejected(Reason.MEDIA)]}
    delivery = promise()
    pass_time()
    return delivery


def test_what_a_platform_refused_can_be_taken_in_hand_from_its_page(
    refused: Delivery, screen_of: ScreenOf, writer: Person, text_of: TextOf
) -> None:
    screen = screen_of(writer)
    seen = text_of(screen.get(page(refused)))
    for words in ("Platform tidak menerima gambar atau videonya", "Saya unggah sendiri", "Riwayat", "Tidak tayang"):
        assert words in seen
    assert screen.post(page(refused), {"decision": "by_hand", "reason": "lewat aplikasi bisa"}).status_code == 302
    assert state(refused) == states.BY_HAND


def test_whoever_may_not_act_on_the_account_is_not_offered_to_upload(
    refused: Delivery, screen_of: ScreenOf, eko: Person, text_of: TextOf
) -> None:
    assert "Saya unggah sendiri" not in text_of(screen_of(eko).get(page(refused)))
    answer = screen_of(eko).post(page(refused), {"decision": "by_hand", "reason": "coba"})
    assert (answer.status_code, state(refused)) == (422, states.REJECTED)


def test_the_list_opens_the_account_beside_each_doubt(refused: Delivery, screen_of: ScreenOf, eko: Person) -> None:
    assert (
        'href="https://www.instagram.com/latihan/"' in screen_of(eko).get("/g/wajo/perlu-diperiksa/").content.decode()
    )


def test_what_is_public_in_part_can_be_left_or_finished_but_not_called_unsent(
    refused: Delivery, screen_of: ScreenOf, eko: Person, text_of: TextOf
) -> None:
    half = {"state": states.NEEDS_PERSON, "last_code": "partly_public", "remote_id": "1", "published_at": clock.now()}
    Delivery.objects.filter(pk=refused.pk).update(**half)
    screen = screen_of(eko)
    seen = text_of(screen.get(page(refused)))
    for words in ("Sebagian sudah tayang di platform.", "Lanjutkan sisanya", "Biarkan seperti sekarang"):
        assert words in seen
    assert "jangan dikirim" not in seen
    assert screen.post(page(refused), {"decision": "published", "reason": "cukup"}).status_code == 302
    assert state(refused) == states.PUBLISHED
