"""A post takes its pictures from the library, and is told what their papers say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kentongan.content.desk import desk_of
from kentongan.content.models import Post
from kentongan.content.selectors import media_of
from kentongan.content.services import Draft, NotReadyError, save_draft, start_post, submit_for_review
from kentongan.content.services.library import take_from_library
from kentongan.core import clock
from kentongan.media import consenting, keeping, library
from kentongan.media.consenting import Agreement
from kentongan.media.keeping import Card
from kentongan.media.models import Asset
from kentongan.media.rights import CHILDREN, NOBODY, SOCIAL
from kentongan.media.services import store_upload
from kentongan.media.tests.photos import photo
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from tests import builders

Screen = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def filed(actor: Actor, seed: int = 1, **card: Any) -> Asset:
    asset = store_upload(actor=actor, upload=SimpleUploadedFile("foto.jpg", photo(seed)), alt_text="Pasar pagi")
    basis = {"title": "Pasar", "licence": "own", "uses": [SOCIAL], "people": NOBODY, "alt_text": "Pasar pagi"}
    return keeping.write_card(actor=actor, asset=asset, card=Card(**basis | card))


@dataclass
class Desk:
    """A post on somebody's desk."""

    actor: Actor
    post: Post

    def takes(self, *assets: Asset) -> None:
        self.post = take_from_library(actor=self.actor, post=self.post, revision=self.post.revision, assets=assets)

    def stops(self) -> list[str]:
        return [check.title for check in desk_of(self.actor, self.post).stops]

    def says(self) -> str:
        return " / ".join(check.title for check in desk_of(self.actor, self.post).checks)


@pytest.fixture
def desk(ayu: Person, bima: Person, instagram: Any) -> Desk:
    actor = builders.actor_of(builders.entitled(ayu, instagram))
    post = start_post(actor=actor, title="Pasar", story="Pasar Tempe buka setiap hari.")
    draft = Draft(post.title, post.story, "layanan", clock.now() + timedelta(days=1), [instagram.pk])
    return Desk(actor, save_draft(actor=actor, post=post, revision=post.revision, draft=draft))


def test_a_file_with_all_its_papers_is_used_again_and_the_library_says_where(desk: Desk) -> None:
    asset = filed(desk.actor)
    desk.takes(asset, asset)
    assert [row.asset for row in media_of(desk.post)] == [asset]
    assert desk.stops() == []
    assert "hak" not in desk.says().lower()
    uses, others = library.uses_of(desk.actor, asset)
    assert [(use.title, use.path) for use in uses] == [("Pasar", f"/kiriman/{desk.post.pk}/")]
    assert others == 0


def test_rights_that_end_before_the_post_goes_out_are_told(desk: Desk) -> None:
    asset = filed(desk.actor, rights_until=library.today_of(desk.actor))
    desk.takes(asset)
    assert "Hak pakai “Pasar” berakhir" in desk.says()
    assert desk.stops() == []


def test_a_child_without_a_guardians_consent_cannot_be_submitted(desk: Desk) -> None:
    asset = filed(desk.actor, people=CHILDREN)
    desk.takes(asset)
    assert desk.stops() == ["Ada anak di “Pasar” tanpa persetujuan wali yang berlaku"]
    with pytest.raises(NotReadyError):
        submit_for_review(actor=desk.actor, post=desk.post, revision=desk.post.revision)
    agreed = Agreement("Tomi", "form", "Map 3", clock.now().date(), is_child=True, guardian="Sari")
    consenting.record_consent(actor=desk.actor, asset=asset, agreement=agreed)
    assert desk.stops() == []


def test_another_agencys_shared_file_is_lent_and_goes_by_its_owners_papers(desk: Desk, citra: Person) -> None:
    owner = builders.actor_of(citra)
    asset = filed(owner, shared=True)
    desk.takes(asset)
    (row,) = media_of(desk.post)
    assert row.asset.agency_id == desk.actor.agency_id
    assert row.asset.sha256 == asset.sha256
    keeping.write_card(actor=owner, asset=asset, card=Card(licence="own", uses=["print"], people=NOBODY))
    assert "tidak tercatat boleh dipakai untuk media sosial resmi" in desk.says()
    uses, others = library.uses_of(owner, asset)
    assert (uses, others) == ([], 1)


def test_the_picker_offers_what_there_is_and_adds_what_is_ticked(
    desk: Desk, ayu: Person, citra: Person, screen_of: Screen, text_of: Callable[[Any], str]
) -> None:
    mine, foreign = filed(desk.actor), filed(builders.actor_of(citra), 4, title="Rahasia")
    address = f"/g/wajo/tulis/{desk.post.pk}/pustaka/"
    page = text_of(screen_of(ayu).get(address))
    assert "Pasar" in page
    assert "Rahasia" not in page
    screen_of(ayu).post(address, {"asset": [mine.pk, foreign.pk], "revision": desk.post.revision})
    assert [row.asset for row in media_of(desk.post)] == [mine]
    assert "Sudah di kiriman ini" in text_of(screen_of(ayu).get(address))


def test_a_post_changed_by_someone_else_meanwhile_takes_nothing(desk: Desk, ayu: Person, screen_of: Screen) -> None:
    asset = filed(desk.actor)
    told = {"asset": [asset.pk], "revision": desk.post.revision + 5}
    answer = screen_of(ayu).post(f"/g/wajo/tulis/{desk.post.pk}/pustaka/", told, follow=True)
    assert "berubah sejak halaman dibuka" in answer.content.decode()
    assert not media_of(desk.post).exists()
