"""Who gets a file: colleagues of the agency, and whoever holds an address that is still good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kentongan.core import clock
from kentongan.media.models import Asset
from kentongan.media.selectors import file_of, media_files
from kentongan.media.services import store_upload
from kentongan.media.serving import span_of
from kentongan.media.tests.files import jpeg
from kentongan.organizations.models import Person
from kentongan.tenancy.models import Government
from tests import builders

Screen = Callable[[Person], Client]


@pytest.fixture
def photo(ayu: Person, tmp_path: Path, settings: Any) -> Asset:
    settings.MEDIA_ROOT = tmp_path
    return store_upload(actor=builders.actor_of(ayu), upload=SimpleUploadedFile("foto.jpg", jpeg()))


@pytest.fixture
def address(photo: Asset) -> str:
    return urlsplit(media_files(photo.government_id, [photo.pk])[0].url).path


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_platform_fetches_the_file_without_signing_in(address: str, photo: Asset) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert body(answer) == file_of("wajo", photo).read_bytes()


def test_a_platform_may_ask_for_the_size_or_for_a_part(address: str, photo: Asset) -> None:
    whole = file_of("wajo", photo).read_bytes()
    head = Client().head(address)
    assert (head.status_code, int(head["Content-Length"])) == (200, len(whole))
    part = Client().get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 10-19/{len(whole)}")
    assert body(part) == whole[10:20]
    assert Client().get(address, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416


def test_an_address_is_good_for_two_hours_and_not_for_ever(address: str) -> None:
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        assert Client().get(address).status_code == 200
    with clock.stopped_at(clock.now() + timedelta(hours=4)):
        assert Client().get(address).status_code == 404


def test_a_changed_address_opens_nothing(address: str) -> None:
    folder, _, rest = address.partition("/berkas/")
    assert Client().get(f"{folder}/berkas/A{rest[1:]}").status_code == 404


def test_an_address_of_one_government_opens_nothing_in_another(address: str, palembang: Government) -> None:
    assert Client().get(address.replace("/g/wajo/", "/g/palembang/")).status_code == 404


def test_citra_does_not_see_a_picture_of_ayus_agency(
    photo: Asset, ayu: Person, citra: Person, screen_of: Screen
) -> None:
    assert screen_of(ayu).get(f"/g/wajo/media/{photo.pk}/").status_code == 200
    assert screen_of(ayu).get(f"/g/wajo/media/{photo.pk}/?kecil").status_code == 200
    assert screen_of(citra).get(f"/g/wajo/media/{photo.pk}/").status_code == 404


@given(st.text(max_size=30), st.integers(1, 10_000))
def test_no_range_reaches_outside_the_file(asked: str, size: int) -> None:
    for text in (asked, f"bytes={asked}"):
        span = span_of(text, size)
        assert span is None or 0 <= span[0] < span[1] <= size
