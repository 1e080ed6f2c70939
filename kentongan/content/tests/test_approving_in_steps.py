"""A post on its path: what chooses it, what the next request shows, what comes back, and what time does to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.approvals import services as approvals
from kentongan.approvals.models import AfterAudit, Approval
from kentongan.approvals.rules import LINE, Party, Path, Step
from kentongan.approvals.selectors import waiting_for
from kentongan.content import states
from kentongan.content.approving import facts_of
from kentongan.content.kinds import KINDS
from kentongan.content.models import Post, Remark
from kentongan.content.selectors import versions_of
from kentongan.content.services import (
    Draft,
    classify,
    confirm_impact,
    save_draft,
    set_alt_text,
    start_from_kind,
    submit_for_review,
)
from kentongan.core import clock
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from kentongan.outbox.models import Delivery
from kentongan.work.selectors import tasks_for
from tests import builders

Write = Callable[..., Post]
Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
CALL = "Telepon 0812 3456 7890 untuk mendaftar."
WEIGHED = {
    "groups": ["warga", "lansia"],
    "likelihood": "3",
    "impact": "4",
    "misreading": "dicegah",
    "misreading_words": "Syaratnya ditulis lengkap.",
    "information": "terbuka",
}


def handed_in(actor: Actor, post: Post) -> Approval:
    submit_for_review(actor=actor, post=post, revision=post.revision)
    post.refresh_from_db()
    return Approval.objects.latest("pk")


def yes(actor: Actor, request: Approval) -> Approval:
    return approvals.approve(actor=actor, approval=request, content_hash=request.content_hash)


def rewritten(actor: Actor, post: Post, story: str, at: datetime | None = None) -> Post:
    post.refresh_from_db()
    words = Draft(post.title, story, post.pillar, publish_at=at or post.publish_at)
    return save_draft(actor=actor, post=post, revision=post.revision, draft=words)


def test_an_impact_that_is_not_low_makes_it_two_steps(
    ayu_acts: Actor, bima_acts: Actor, eko: Person, draft_of: Write
) -> None:
    post = draft_of(ayu_acts, story=CALL)
    assert facts_of(post).platforms == frozenset({"instagram"})
    confirm_impact(actor=ayu_acts, post=post, answers=WEIGHED)
    request = handed_in(ayu_acts, post)
    assert (request.risk, len(request.way.steps)) == ("medium", 2)
    yes(bima_acts, request)
    post.refresh_from_db()
    assert (post.state, Delivery.objects.count()) == (states.IN_REVIEW, 0)
    yes(builders.actor_of(eko), request)
    post.refresh_from_db()
    assert (post.state, Delivery.objects.count()) == (states.SCHEDULED, 1)


def test_a_change_of_class_while_it_waits_voids_and_chooses_the_path_anew(
    ayu_acts: Actor, bima_acts: Actor, eko: Person, draft_of: Write
) -> None:
    post = draft_of(ayu_acts, story=CALL)
    first = handed_in(ayu_acts, post)
    yes(bima_acts, first)
    post = classify(actor=ayu_acts, post=post, revision=post.revision, content_class="darurat")
    first.refresh_from_db()
    assert (first.state, post.state) == ("void", states.DRAFT)
    second = handed_in(ayu_acts, post)
    assert (second.way.name, second.emergency) == ("Darurat", True)
    same = classify(actor=ayu_acts, post=post, revision=post.revision, content_class="darurat")
    assert same.state == states.IN_REVIEW


def test_the_desk_keeps_the_class_that_was_chosen(post: Post, desk: Callable[..., Any]) -> None:
    desk(post, content_class="ucapan")
    assert post.content_class == "ucapan"
    desk(post, content_class="ada-ada-saja")
    assert post.content_class == "ucapan"


def test_the_next_request_shows_what_changed_since_the_last_decision(
    bima: Person,
    ayu_acts: Actor,
    bima_acts: Actor,
    draft_of: Write,
    tomorrow: datetime,
    screen_of: Screen,
    text_of: Read,
) -> None:
    post = draft_of(ayu_acts)
    yes(bima_acts, handed_in(ayu_acts, post))
    post = rewritten(ayu_acts, post, post.story.replace("23 puskesmas", "24 puskesmas"))
    page = text_of(screen_of(bima).get(f"/g/wajo/setujui/{handed_in(ayu_acts, post).pk}/"))
    assert "Hanya tulisan Instagram Dinas Kesehatan yang berubah." in page
    assert '<del><span class="only-read">[dihapus: </span>23' in page
    post = rewritten(ayu_acts, post, post.story, tomorrow + timedelta(hours=2))
    request = handed_in(ayu_acts, post)
    page = text_of(screen_of(bima).get(f"/g/wajo/setujui/{request.pk}/"))
    assert "dan waktu terbit yang berubah." in page
    first = Approval.objects.earliest("pk")
    page = text_of(screen_of(bima).get(f"/g/wajo/setujui/{first.pk}/"))
    assert "bukan yang diputus waktu itu" in page
    assert "23 puskesmas" in page


def test_remarks_on_sentences_reach_the_writer_with_the_passage(
    bima: Person, ayu: Person, ayu_acts: Actor, draft_of: Write, screen_of: Screen, text_of: Read
) -> None:
    request = handed_in(ayu_acts, draft_of(ayu_acts, story="Imunisasi gratis. Datang pagi. Bawa buku KIA."))
    browser, path = screen_of(bima), f"/g/wajo/setujui/{request.pk}/perbaiki/"
    assert "Datang pagi." in text_of(browser.get(path))
    answer = browser.post(path, {"content_hash": request.content_hash, "reason": "", "said-1": "Pukul berapa?"})
    assert answer.status_code == 302
    remark = Remark.objects.get()
    assert (remark.quote.strip(), remark.text, remark.by) == ("Datang pagi.", "Pukul berapa?", bima)
    post = Post.objects.get()
    assert post.state == states.CHANGES_ASKED
    assert "Catatan (1 menunggu)" in text_of(screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/"))
    assert tasks_for(ayu_acts).get().detail == "1 catatan pada tulisannya."


def test_what_was_typed_is_kept_when_the_text_changed_meanwhile(
    bima: Person, ayu_acts: Actor, draft_of: Write, screen_of: Screen, text_of: Read
) -> None:
    request = handed_in(ayu_acts, draft_of(ayu_acts))
    versions_of(Post.objects.get()).update(text="Diubah di belakang")
    told = {"content_hash": request.content_hash, "reason": "Lengkapi tanggalnya.", "said-0": "Yang ini."}
    answer = screen_of(bima).post(f"/g/wajo/setujui/{request.pk}/perbaiki/", told)
    assert answer.status_code == 409
    assert "Lengkapi tanggalnya." in text_of(answer)
    assert "Yang ini." in text_of(answer)


def test_an_emergency_with_empty_fields_is_warned_of_and_never_stopped(
    ayu_acts: Actor, bima_acts: Actor, eko: Person, desk: Callable[..., Any], instagram: Any, draft_of: Write
) -> None:
    post = draft_of(ayu_acts)
    asset = post.assets[0]
    post = set_alt_text(actor=ayu_acts, post=post, revision=post.revision, asset_id=asset.pk, alt_text="")
    post = classify(actor=ayu_acts, post=post, revision=post.revision, content_class="darurat")
    words = Draft("", post.story, post.pillar)
    post = save_draft(actor=ayu_acts, post=post, revision=post.revision, draft=words)
    yes(bima_acts, handed_in(ayu_acts, post))
    assert Delivery.objects.get().run_at <= clock.now()
    assert AfterAudit.objects.count() == 1


def test_the_template_for_emergencies_takes_the_emergency_lane(ayu_acts: Actor) -> None:
    post = start_from_kind(actor=ayu_acts, kind=KINDS["darurat"], answers={"bahaya": "Banjir."})
    assert facts_of(post).emergency
    assert facts_of(start_from_kind(actor=ayu_acts, kind=KINDS["rekap"], answers={})).content_class == "kinerja"


@pytest.mark.as_worker
def test_a_request_that_lapsed_lies_on_the_writers_desk_as_it_was(ayu_acts: Actor, draft_of: Write) -> None:
    post = draft_of(ayu_acts)
    request = handed_in(ayu_acts, post)
    assert request.expires_at == post.publish_at + timedelta(hours=24)  # type: ignore[operator]
    approvals.keep_due(at=request.expires_at)
    story = post.story
    post.refresh_from_db()
    assert (post.state, post.story) == (states.DRAFT, story)
    assert tasks_for(ayu_acts).get().title == f"Ajukan lagi “{post.title}”"


@pytest.mark.as_worker
def test_an_approval_that_runs_out_takes_its_promises_along(
    ayu_acts: Actor, bima_acts: Actor, eko: Person, draft_of: Write, tomorrow: datetime
) -> None:
    path = Path("Tiga hari", (Step("Satu", (Party(LINE, "approver"),)),), valid_days=3)
    approvals.keep_path(actor=builders.actor_of(eko), path=path, position=1)
    post = rewritten(ayu_acts, draft_of(ayu_acts), "Imunisasi.", tomorrow + timedelta(days=9))
    request = yes(bima_acts, handed_in(ayu_acts, post))
    assert Delivery.objects.get().valid_until == request.valid_until
    approvals.keep_due(at=request.valid_until)
    post.refresh_from_db()
    assert (post.state, Delivery.objects.get().state) == (states.DRAFT, "cancelled")


def test_asked_again_the_earlier_requests_stay_in_the_chain(
    bima: Person, ayu_acts: Actor, bima_acts: Actor, draft_of: Write, screen_of: Screen, text_of: Read
) -> None:
    request = handed_in(ayu_acts, draft_of(ayu_acts))
    page = text_of(screen_of(bima).get(f"/g/wajo/setujui/{request.pk}/"))
    assert "mengajukan lewat jalur “Risiko rendah”" in page
    assert "Menunggu Bu Bima (Dinas Kesehatan)" in page
    yes(bima_acts, waiting_for(bima_acts).get())
    page = text_of(screen_of(bima).get(f"/g/wajo/setujui/{request.pk}/"))
    assert "Bu Bima menyetujui" in page
