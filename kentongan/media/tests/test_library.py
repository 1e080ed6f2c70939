"""The library: found again by words and rights, alike ones shown, seen by those it belongs to and lent on purpose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.core import clock
from kentongan.media import consenting, keeping, library
from kentongan.media.consenting import Agreement
from kentongan.media.keeping import Card
from kentongan.media.library import Search, page_of
from kentongan.media.models import Asset
from kentongan.media.rights import ADULTS, CHILDREN, COMPLETE, LACKING, NOBODY, SOCIAL
from kentongan.media.selectors import asset_for
from kentongan.media.tests.files import jpeg
from kentongan.media.tests.photos import jpeg_of, photo, scene
from kentongan.media.tests.shelf import kept
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from tests import builders

Screen = Callable[[Person], Client]
FINE = Card(title="Imunisasi di puskesmas", owner="Dinas Kesehatan", licence="own", uses=[SOCIAL], people=NOBODY)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def ayu_acts(ayu: Person) -> Actor:
    return builders.actor_of(ayu)


@pytest.fixture
def citra_acts(citra: Person) -> Actor:
    return builders.actor_of(citra)


def names(actor: Actor, **search: Any) -> list[str]:
    return [asset.headline for asset in page_of(actor, Search(**search))[0]]


def agreement(**facts: Any) -> Agreement:
    basis: dict[str, Any] = {"person_name": "Rani", "how": "form", "proof": "Map 3", "given_on": clock.now().date()}
    return Agreement(**basis | facts)


def test_files_are_found_by_title_words_credit_and_labels(ayu_acts: Actor) -> None:
    kept(ayu_acts, title="Imunisasi campak", alt_text="Petugas menyuntik", credit="Foto: Humas", tags=["Posyandu"])
    kept(ayu_acts, jpeg(), title="Pasar Tempe")
    for words in ("imunisasi", "CAMPAK menyuntik", "humas", "posyandu", "imun"):
        assert names(ayu_acts, words=words) == ["Imunisasi campak"], words
    assert names(ayu_acts, words="imunisasi pasar") == []
    assert names(ayu_acts, words="%_'\\") == ["Pasar Tempe", "Imunisasi campak"]


def test_words_that_no_longer_stand_there_find_nothing(ayu_acts: Actor) -> None:
    asset = kept(ayu_acts, title="Imunisasi")
    keeping.write_card(actor=ayu_acts, asset=asset, card=Card(title="Vaksin"))
    assert names(ayu_acts, words="imunisasi") == []
    assert names(ayu_acts, words="vaksin") == ["Vaksin"]


def test_files_are_found_by_the_state_of_their_rights(ayu_acts: Actor) -> None:
    today = library.today_of(ayu_acts)
    kept(ayu_acts, title="Belum")
    for title, days in (("Lama", -1), ("Segera", 10), ("Jauh", 300)):
        until = today + timedelta(days=days)
        kept(ayu_acts, title=title, licence="own", uses=[SOCIAL], people=NOBODY, rights_until=until)
    assert names(ayu_acts, rights="belum") == ["Belum"]
    assert names(ayu_acts, rights="berakhir") == ["Lama"]
    assert names(ayu_acts, rights="segera") == ["Segera"]
    assert names(ayu_acts, rights="lengkap") == ["Jauh", "Segera"]


def test_a_long_shelf_is_read_page_by_page(ayu_acts: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "PAGE", 2)
    made = [kept(ayu_acts, jpeg((300 + n, 300))).pk for n in range(5)]
    seen, key = [], ""
    for _ in range(3):
        rows, key = page_of(ayu_acts, Search(), key)
        seen += [asset.pk for asset in rows]
    assert seen == made[::-1]
    assert key == ""


def test_another_agency_sees_a_file_only_once_it_is_shared(ayu_acts: Actor, citra_acts: Actor) -> None:
    asset = kept(ayu_acts, title="Pasar")
    assert names(citra_acts) == []
    assert asset_for(citra_acts, asset.pk) is None
    keeping.write_card(actor=ayu_acts, asset=asset, card=Card(title="Pasar", shared=True))
    assert names(citra_acts) == ["Pasar"]
    assert Entry.objects.filter(action="media.shared", subject_id=str(asset.pk)).count() == 1


def test_a_shared_file_is_used_by_others_and_changed_by_its_owner_alone(
    ayu_acts: Actor, citra_acts: Actor, citra: Person, screen_of: Screen, text_of: Callable[[Any], str]
) -> None:
    asset = kept(ayu_acts, title="Pasar", shared=True)
    with pytest.raises(NotAllowedError, match="milik Dinas Kesehatan"):
        keeping.write_card(actor=citra_acts, asset=asset, card=FINE)
    answer = screen_of(citra).get(f"/g/wajo/pustaka/{asset.pk}/hak/")
    assert answer.status_code == 403
    assert "milik Dinas Kesehatan" in text_of(answer)
    lent = keeping.lend(actor=citra_acts, asset=asset, agency_id=citra_acts.agency_id)
    assert keeping.lend(actor=citra_acts, asset=asset, agency_id=citra_acts.agency_id) == lent
    assert names(citra_acts) == ["Pasar"]
    consenting.record_consent(
        actor=ayu_acts, asset=asset, agreement=agreement(is_child=True, guardian="Sari", uses=["print"])
    )
    lent = Asset.objects.get(pk=lent.pk)
    assert library.papers_of(lent.government_id, [lent])[lent.pk].people == CHILDREN


def test_the_consents_names_stay_inside_the_owning_agency(ayu_acts: Actor, citra_acts: Actor) -> None:
    asset = kept(ayu_acts, title="Pasar", shared=True)
    consenting.record_consent(actor=ayu_acts, asset=asset, agreement=agreement())
    assert library.consents_of(ayu_acts, asset).count() == 1
    assert not library.consents_of(citra_acts, asset).exists()
    told = Entry.objects.get(action="media.consented")
    assert "Rani" not in str(told.data)


def test_a_file_like_one_there_is_shown_beside_it(ayu_acts: Actor, citra_acts: Actor) -> None:
    first = kept(ayu_acts)
    again = kept(ayu_acts, jpeg_of(scene().resize((1200, 900)), quality=60))
    other = kept(ayu_acts, photo(5))
    assert library.alike(ayu_acts, again) == [first]
    assert library.alike(ayu_acts, other) == []
    foreign = kept(citra_acts)
    assert library.alike(citra_acts, foreign) == []


def test_a_picture_that_shows_nothing_is_like_no_other_and_says_so(ayu_acts: Actor) -> None:
    kept(ayu_acts, jpeg())
    again = kept(ayu_acts, jpeg())
    assert library.alike(ayu_acts, again) == []
    assert "satu warna" in again.hints[0]


def test_recording_and_withdrawing_consent_moves_the_standing(ayu_acts: Actor) -> None:
    asset = kept(ayu_acts, title="Anak sekolah", licence="own", uses=[SOCIAL], people=CHILDREN)
    assert asset.standing == LACKING
    consent = consenting.record_consent(
        actor=ayu_acts, asset=asset, agreement=agreement(is_child=True, guardian="Sari Melati")
    )
    asset.refresh_from_db()
    assert asset.standing == COMPLETE
    consenting.withdraw_consent(actor=ayu_acts, consent=consent, why="Orang tua berubah pikiran")
    asset.refresh_from_db()
    assert asset.standing == LACKING
    assert Entry.objects.filter(action="media.consent_withdrawn").count() == 1


def test_several_files_are_taken_at_once_and_each_answers_for_itself(
    ayu: Person, screen_of: Screen, text_of: Callable[[Any], str], store: Path
) -> None:
    files = [
        SimpleUploadedFile("satu.jpg", jpeg(gps=True)),
        SimpleUploadedFile("surat.pdf", b"%PDF-1.7"),
        SimpleUploadedFile("dua.jpg", photo(3)),
    ]
    page = text_of(screen_of(ayu).post("/g/wajo/pustaka/unggah/", {"file": files}))
    assert "Dihapus dari berkas: lokasi pengambilan (GPS), merek dan tipe perangkat, waktu pengambilan." in page
    assert "“surat.pdf” tidak diterima" in page
    assert "Tidak ada data lokasi atau perangkat di berkas ini." in page
    assert list(Asset.objects.order_by("pk").values_list("name", flat=True)) == ["satu.jpg", "dua.jpg"]


def test_a_photo_sent_alone_gets_its_line_alone(ayu: Person, screen_of: Screen) -> None:
    first = kept(builders.actor_of(ayu), title="Aslinya")
    told = {"file": SimpleUploadedFile("lagi.jpg", photo())}
    page = screen_of(ayu).post("/g/wajo/pustaka/unggah/", told, headers={"X-One-File": "1"}).content.decode()
    assert page.strip().startswith("<li")
    assert "Mirip dengan" in page
    assert f"/pustaka/{first.pk}/" in page


def test_consent_for_a_child_needs_a_guardian(ayu: Person, screen_of: Screen, text_of: Callable[[Any], str]) -> None:
    asset = kept(builders.actor_of(ayu))
    told = {
        "person_name": "Tomi", "is_child": "on", "how": "form", "proof": "Map 3", "uses": [SOCIAL],
        "given_on": "2026-11-01", "until": "2026-10-01",
    }  # fmt: skip
    answer = screen_of(ayu).post(f"/g/wajo/pustaka/{asset.pk}/persetujuan/", told)
    assert answer.status_code == 422
    assert "Nama wali masih kosong" in text_of(answer)
    assert "Tanggal akhirnya ada sebelum" in text_of(answer)


def test_the_most_important_point_decides_the_crops(ayu: Person, screen_of: Screen) -> None:
    asset = kept(builders.actor_of(ayu))
    screen_of(ayu).post(f"/g/wajo/pustaka/{asset.pk}/fokus/", {"x": "100", "y": "0"})
    asset.refresh_from_db()
    assert (asset.focus_x, asset.focus_y) == (100, 0)
    assert 'viewBox="400 0 1200 1200"' in screen_of(ayu).get(f"/g/wajo/pustaka/{asset.pk}/").content.decode()
    assert screen_of(ayu).post(f"/g/wajo/pustaka/{asset.pk}/fokus/", {"x": "101", "y": ""}).status_code == 422


def test_adults_without_consent_are_named_on_the_page_with_the_law(
    ayu: Person, screen_of: Screen, text_of: Callable[[Any], str]
) -> None:
    asset = kept(builders.actor_of(ayu), title="Pasar", licence="own", uses=[SOCIAL], people=ADULTS)
    page = text_of(screen_of(ayu).get(f"/g/wajo/pustaka/{asset.pk}/"))
    assert "Ada orang di “Pasar” tanpa persetujuan yang berlaku" in page
    assert "UU 27/2022 Pasal 20(2), 21-24" in page
