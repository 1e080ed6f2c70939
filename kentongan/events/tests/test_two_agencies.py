from __future__ import annotations

import pytest

from kentongan.approvals.models import Approval
from kentongan.approvals.selectors import approval_for, verdict_for, waiting_for
from kentongan.content import services as content
from kentongan.content.models import Post
from kentongan.content.selectors import channels_to_choose, post_for
from kentongan.events import services
from kentongan.events.models import Event
from kentongan.events.selectors import event_for, photos_of
from kentongan.events.tests.conftest import Screen, facts, photo
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from tests import builders


@pytest.fixture
def dlh(dinas_kesehatan: Agency) -> Agency:
    return builders.agency("Dinas Lingkungan Hidup")


@pytest.fixture
def lestari(dlh: Agency) -> Person:
    return builders.person("Lestari Ayuningtyas", (Role.ADMIN,), dlh)


@pytest.fixture
def together(ayu_acts: Actor, dlh: Agency) -> Event:
    given = facts("Bersih pasar", co_agency_id=dlh.pk)
    return services.record_event(actor=ayu_acts, agency_id=ayu_acts.agency_id, facts=given)


@pytest.fixture
def draft(ayu_acts: Actor, together: Event) -> Post:
    taken = services.add_photo(actor=ayu_acts, event=together, upload=photo(), token="satu-dua-tiga")
    services.describe_photo(actor=ayu_acts, photo=taken, alt_text="Petugas menyapu lorong pasar")
    return services.make_drafts(actor=ayu_acts, event=together)


def test_writers_of_both_agencies_see_and_edit_the_event_and_its_drafts(
    together: Event, draft: Post, lestari: Person, dlh: Agency
) -> None:
    hers = builders.actor_of(lestari)
    assert event_for(hers, together.pk) == together
    assert draft.co_agency_id == dlh.pk
    words = content.Draft("Bersih pasar bersama", "Dua dinas membersihkan pasar.", "kegiatan")
    found = post_for(hers, draft.pk)
    assert found is not None
    changed = content.save_draft(actor=hers, post=found, revision=found.revision, draft=words)
    assert changed.story == "Dua dinas membersihkan pasar."
    noted = services.Noted(what="Pasar dibersihkan")
    assert services.save_answers(actor=hers, event=together, revision=1, noted=noted).what == "Pasar dibersihkan"


def test_both_agencies_see_the_photos(
    together: Event, draft: Post, lestari: Person, citra: Person, screen_of: Screen
) -> None:
    asset = photos_of(together).get().asset_id
    assert screen_of(lestari).get(f"/g/wajo/media/{asset}/?kecil").status_code == 200
    assert screen_of(citra).get(f"/g/wajo/media/{asset}/?kecil").status_code == 404


def test_citra_of_a_third_agency_sees_nothing_of_it(
    together: Event, draft: Post, citra: Person, screen_of: Screen, ayu_acts: Actor
) -> None:
    hers, browser = builders.actor_of(citra), screen_of(citra)
    assert event_for(hers, together.pk) is None
    assert post_for(hers, draft.pk) is None
    for path in (
        f"kegiatan/{together.pk}/",
        f"kegiatan/{together.pk}/liput/",
        f"tulis/{draft.pk}/",
        f"kiriman/{draft.pk}/",
    ):
        assert browser.get(f"/g/wajo/{path}").status_code == 404
    for path in ("kegiatan/", "kiriman/", "setujui/", "kalender/"):
        assert "Bersih pasar" not in browser.get(f"/g/wajo/{path}").content.decode()


def test_the_second_agency_sees_the_request_and_the_first_ones_approver_decides(
    ayu_acts: Actor, draft: Post, lestari: Person, dlh: Agency, bima: Person, citra: Person, five: list[object]
) -> None:
    chief = builders.person("Rahmat Adinata", (Role.APPROVER,), dlh)
    facebook = [side.pk for side in channels_to_choose(ayu_acts, draft) if side.platform == "facebook"]
    draft = content.choose_channels(actor=ayu_acts, post=draft, revision=draft.revision, channels=facebook)
    content.submit_for_review(actor=ayu_acts, post=draft, revision=draft.revision)
    approval = Approval.objects.get(subject_id=str(draft.pk))
    assert approval_for(builders.actor_of(lestari), approval.pk) == approval
    assert approval_for(builders.actor_of(citra), approval.pk) is None
    assert list(waiting_for(builders.actor_of(chief))) == []
    assert not verdict_for(builders.actor_of(chief), approval)
    assert verdict_for(builders.actor_of(bima), approval)


def test_whoever_writes_for_the_second_agency_has_it_approved_by_their_own(
    together: Event, lestari: Person, dlh: Agency, dinas_kesehatan: Agency
) -> None:
    account = builders.channel(dlh, "facebook")
    post = services.make_drafts(actor=builders.actor_of(builders.entitled(lestari, account)), event=together)
    assert (post.agency_id, post.co_agency_id) == (dlh.pk, dinas_kesehatan.pk)
    assert [version.channel_id for version in post.versions] == [account.pk]


def test_nobody_is_offered_an_account_of_the_other_agency_they_do_not_see(
    ayu_acts: Actor, draft: Post, dlh: Agency, lestari: Person
) -> None:
    account = builders.channel(dlh, "instagram")
    assert account not in channels_to_choose(ayu_acts, draft)
    assert account in channels_to_choose(builders.actor_of(lestari), draft)
