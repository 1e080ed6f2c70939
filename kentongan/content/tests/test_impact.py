"""The impact analysis of a post: filled in from what is known, confirmed, archived with what is handed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from kentongan.approvals.models import Approval
from kentongan.audit.models import Entry
from kentongan.compliance.impact.models import ImpactArchive, ImpactDraft
from kentongan.compliance.impact.selectors import archived_for, level_of
from kentongan.compliance.impact.services import Days, PeriodError, note_period, set_optional
from kentongan.compliance.services import record_election
from kentongan.content import states
from kentongan.content.kinds import KINDS
from kentongan.content.models import Post
from kentongan.content.services import (
    NotReadyError,
    choose_channels,
    confirm_impact,
    start_from_kind,
    submit_for_review,
)
from kentongan.content.services.guard import APPROVAL_SUBJECT
from kentongan.content.tests.conftest import photo
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from kentongan.tenancy.models import Government
from tests import builders

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
Desk = Callable[..., Any]
VOTING = {"groups": ["warga"], "likelihood": "2", "impact": "2", "information": "terbuka", "election": "jabatan"}


def today(actor: Actor) -> Any:
    return clock.now().astimezone(actor.zone).date()


@pytest.fixture
def voting(eko: Person) -> None:
    """An election period, today and for a month."""
    actor = builders.actor_of(eko)
    day = today(actor)
    record_election(actor=actor, title="Pilkada", starts=day, ends=day + timedelta(days=30))


@pytest.fixture
def pictured(post: Post, desk: Desk) -> Post:
    """Ready to be handed in but for the analysis."""
    desk(post, "upload", file=photo(), file_alt="Petugas menyuntik seorang anak")
    post.refresh_from_db()
    return post


def archives(post: Post) -> list[ImpactArchive]:
    return list(archived_for(post.government_id, APPROVAL_SUBJECT, post.pk))


def test_a_harmless_post_is_handed_in_with_one_tap_and_its_analysis_is_archived(pictured: Post, desk: Desk) -> None:
    assert desk(pictured, "submit").status_code == 302
    (kept,) = archives(pictured)
    assert (kept.level, kept.how, kept.content_class) == ("low", "with", "umum")
    assert kept.told[0]["answer"] == "Warga pada umumnya"
    assert "Terisi" not in kept.told[0]["why"]
    assert level_of(pictured.government_id, APPROVAL_SUBJECT, pictured.pk, kept.content_hash) == "low"
    assert level_of(pictured.government_id, APPROVAL_SUBJECT, pictured.pk, "0" * 64) is None


def test_in_an_election_period_the_post_waits_until_the_question_is_answered(
    voting: None, pictured: Post, desk: Desk, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    answer = desk(pictured, "submit")
    assert answer.status_code == 422
    assert "Analisis dampak belum lengkap" in text_of(answer)
    assert "Adakah calon, partai, atau petahana" in text_of(answer)
    browser, place = screen_of(ayu), f"/g/wajo/tulis/{pictured.pk}/dampak/"
    page = text_of(browser.get(place))
    assert "Hanya disebut jabatannya" in page
    assert "Terisi sendiri: Akun resmi dibaca warga pada umumnya." in page
    assert browser.post(place, VOTING | {"election": ""}).status_code == 422
    confirmed = browser.post(place, VOTING)
    assert confirmed.status_code == 302
    assert desk(pictured, "submit").status_code == 302
    (kept,) = archives(pictured)
    assert (kept.how, kept.confirmed_by) == ("before", ayu)
    assert Entry.objects.filter(action="compliance.impact.confirmed", subject_id=str(pictured.pk)).count() == 1


def test_another_text_after_the_confirmation_asks_again_with_the_earlier_answers(
    voting: None, pictured: Post, desk: Desk, ayu_acts: Actor, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    confirm_impact(actor=ayu_acts, post=pictured, answers=VOTING)
    page = text_of(desk(pictured, "submit", story="Imunisasi campak gratis, kini juga di posyandu."))
    assert "Analisis dampak belum dikonfirmasi" in page
    assert "Jawaban yang dulu masih ada" in page
    form = text_of(screen_of(ayu).get(f"/g/wajo/tulis/{pictured.pk}/dampak/"))
    assert 'id="a-election-jabatan" name="election" value="jabatan" checked' in form


def test_an_edit_after_approval_keeps_the_old_analysis_and_adds_a_new_one(pictured: Post, desk: Desk) -> None:
    desk(pictured, "submit")
    desk(pictured, "submit", story="Imunisasi campak gratis, kini juga di posyandu.")
    new, old = archives(pictured)
    assert new.content_hash != old.content_hash
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        ImpactArchive.objects.filter(pk=old.pk).update(points=0)


def test_the_approver_sees_the_analysis_that_went_with_the_content(
    pictured: Post, desk: Desk, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    desk(pictured, "submit")
    number = Approval.objects.latest("pk").pk
    told = text_of(screen_of(bima).get(f"/g/wajo/setujui/{number}/"))
    assert "Dampak rendah" in told
    assert "Dikonfirmasi dengan pengajuan oleh Bu Ayu" in told or "Dikonfirmasi dengan pengajuan oleh" in told


def emergency(actor: Actor, text: str) -> Post:
    return start_from_kind(actor=actor, kind=KINDS["darurat"], answers={"bahaya": text})


def test_an_emergency_is_never_stopped_by_the_analysis(
    voting: None, ayu_acts: Actor, facebook_of_ayu: int, wajo: Government
) -> None:
    post = emergency(ayu_acts, "Banjir setinggi 2 meter, dua orang meninggal.")
    post = choose_channels(actor=ayu_acts, post=post, revision=post.revision, channels={facebook_of_ayu})
    post = submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    assert post.state == states.IN_REVIEW
    (kept,) = archives(post)
    assert (kept.how, kept.confirmed_by) == ("without", None)


@pytest.fixture
def facebook_of_ayu(ayu: Person, ayu_acts: Actor) -> int:
    """An account that takes words alone."""
    channel = builders.channel(ayu.agency, "facebook")
    builders.grant(ayu, channel)
    return channel.pk


def test_information_that_stays_closed_is_not_handed_in(
    pictured: Post, desk: Desk, ayu_acts: Actor, text_of: Read
) -> None:
    weighed = {
        "basis": "Rahasia pribadi",
        "opened": "Data pasien terbuka",
        "closed": "Tidak ada",
        "by": "Pak Indra, PPID",
    }
    answers = {"information": "dikecualikan", "decision": "tutup", "groups": ["pasien"], "protection": "disamarkan"}
    standing = confirm_impact(actor=ayu_acts, post=pictured, answers=answers | weighed)
    assert standing.closed
    page = text_of(desk(pictured, "submit"))
    assert "Informasi dalam kiriman ini diputuskan tetap ditutup" in page


def test_a_government_may_leave_the_analysis_out_for_a_class(
    voting: None, pictured: Post, desk: Desk, eko: Person
) -> None:
    set_optional(actor=builders.actor_of(eko), classes=["umum"])
    assert desk(pictured, "submit").status_code == 302
    assert archives(pictured)[0].how == "without"


def test_answers_are_saved_as_they_are_given_and_told_once_a_sitting(
    post: Post, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    place = f"/g/wajo/tulis/{post.pk}/dampak/simpan/"
    for likelihood in ("2", "3", "4"):
        page = text_of(screen_of(ayu).post(place, {"groups": ["warga"], "likelihood": likelihood, "impact": "5"}))
    assert "Dampak tinggi" in page
    assert 'id="q-misreading" hx-swap-oob="true"' in page
    assert ImpactDraft.objects.get(subject_id=str(post.pk)).answers["likelihood"] == "4"
    assert Entry.objects.filter(action="compliance.impact.answered", subject_id=str(post.pk)).count() == 1


def test_whoever_does_not_write_confirms_nothing(post: Post, kartika: Person, bima: Person, screen_of: Screen) -> None:
    with pytest.raises(NotAllowedError, match="analisis dampak"):
        confirm_impact(actor=builders.actor_of(bima), post=post, answers={})
    assert screen_of(kartika).post(f"/g/wajo/tulis/{post.pk}/dampak/", {}).status_code == 403


def test_the_formula_and_the_settings_are_pages(ayu: Person, eko: Person, screen_of: Screen, text_of: Read) -> None:
    page = text_of(screen_of(ayu).get("/g/wajo/aturan/dampak/"))
    assert "Korban dan keluarganya" in page
    assert screen_of(ayu).get("/g/wajo/aturan/dampak/pengaturan/").status_code == 403
    browser, place = screen_of(eko), "/g/wajo/aturan/dampak/pengaturan/"
    days = {"kind": "berkabung", "name": "Berkabung nasional", "starts": "2026-12-05", "ends": "2026-12-01"}
    wrong = browser.post(place, days)
    assert wrong.status_code == 422
    assert "Hari terakhirnya sebelum hari pertamanya" in text_of(wrong)
    assert browser.post(place, days | {"ends": "2090-12-07"}).status_code == 302
    assert "Berkabung nasional" in text_of(browser.get(place))
    assert browser.post(place, {"act": "optional", "optional": ["ucapan"]}).status_code == 302


def test_a_period_that_ends_before_it_begins_is_refused(eko: Person) -> None:
    actor = builders.actor_of(eko)
    with pytest.raises(PeriodError):
        note_period(actor=actor, days=Days("acara", "Pekan raya", today(actor), today(actor) - timedelta(days=1)))


def test_a_clarification_always_asks_whether_it_can_be_misread(ayu_acts: Actor, facebook_of_ayu: int) -> None:
    post = start_from_kind(actor=ayu_acts, kind=KINDS["klarifikasi"], answers={"fakta": "Vaksin gratis."})
    post = choose_channels(actor=ayu_acts, post=post, revision=post.revision, channels={facebook_of_ayu})
    with pytest.raises(NotReadyError, match="Analisis dampak belum lengkap"):
        submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
