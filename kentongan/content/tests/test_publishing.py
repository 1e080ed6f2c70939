"""From Ayu's desk over Bima's approval to the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from kentongan.approvals.selectors import approvals_for, approved_hash, waiting_for
from kentongan.approvals.services import ContentChangedError, approve, ask_for_change
from kentongan.content import states
from kentongan.content.models import Post
from kentongan.content.selectors import post_for, versions_of
from kentongan.content.services import (
    Draft,
    NotReadyError,
    StaleError,
    reschedule,
    save_draft,
    submit_for_review,
    withdraw,
)
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from kentongan.outbox.models import Delivery
from kentongan.work.selectors import notices_for, tasks_for
from tests import builders

Write = Callable[..., Post]


def submitted(actor: Actor, post: Post) -> Post:
    return submit_for_review(actor=actor, post=post, revision=post.revision)


def approved(actor: Actor, post: Post) -> Post:
    request = waiting_for(actor).get(subject_id=str(post.pk))
    approve(actor=actor, approval=request, content_hash=request.content_hash)
    post.refresh_from_db()
    return post


def delivery_of(post: Post) -> Delivery:
    return Delivery.objects.get(subject_type="content.version", subject_id=str(versions_of(post).get().pk))


def with_story(post: Post, story: str) -> Draft:
    return Draft(title=post.title, story=story, pillar=post.pillar, publish_at=post.publish_at)


def test_an_approved_post_stands_in_the_ledger_for_its_moment(
    ayu_acts: Actor, bima_acts: Actor, draft_of: Write, tomorrow: datetime
) -> None:
    post = approved(bima_acts, submitted(ayu_acts, draft_of(ayu_acts)))
    delivery = delivery_of(post)
    assert post.state == states.SCHEDULED
    assert (delivery.run_at, delivery.state, delivery.person_id) == (tomorrow, "scheduled", ayu_acts.person_id)
    assert delivery.payload["text"] == post.story
    assert len(delivery.payload["media"]) == 1
    assert approved_hash(post.government_id, "content.post", post.pk) is not None


def test_the_approver_is_asked_and_the_writer_told(ayu_acts: Actor, bima_acts: Actor, draft_of: Write) -> None:
    post = submitted(ayu_acts, draft_of(ayu_acts))
    assert [task.title for task in tasks_for(bima_acts)] == ["Imunisasi campak gratis"]
    approved(bima_acts, post)
    assert not tasks_for(bima_acts).exists()
    assert "menyetujui" in notices_for(ayu_acts).get().sentence


def test_a_writer_cannot_approve_her_own_post(ayu: Person, ayu_acts: Actor, draft_of: Write) -> None:
    from kentongan.organizations.roles import Role
    from kentongan.organizations.services import give_role

    give_role(actor=ayu_acts, person=ayu, role=Role.APPROVER)
    chief = builders.actor_of(ayu)
    submitted(chief, draft_of(chief))
    assert not waiting_for(chief).exists()
    request = approvals_for(chief).get()
    with pytest.raises(NotAllowedError) as refusal:
        approve(actor=chief, approval=request, content_hash=request.content_hash)
    assert "orang lain" in refusal.value.sentence
    assert "Bima" in refusal.value.who_can


def test_a_nik_in_the_text_stops_submission_and_names_its_source(ayu_acts: Actor, draft_of: Write) -> None:
    post = draft_of(ayu_acts, story="Pendaftar pertama: Sitti, NIK 7313 0250 0392 0001.")
    with pytest.raises(NotReadyError) as refusal:
        submitted(ayu_acts, post)
    (check,) = refusal.value.checks
    assert check.title == "Ada NIK seseorang"
    assert "UU 27/2022 Pasal 16(1)e, 65(2), 67(2)" in check.source
    post.refresh_from_db()
    assert post.state == states.DRAFT


def test_a_post_is_not_sent_after_its_text_was_changed(ayu_acts: Actor, bima_acts: Actor, draft_of: Write) -> None:
    post = approved(bima_acts, submitted(ayu_acts, draft_of(ayu_acts)))
    post = save_draft(actor=ayu_acts, post=post, revision=post.revision, draft=with_story(post, "Tulisan lain."))
    assert post.state == states.DRAFT
    assert delivery_of(post).state == "cancelled"
    assert approved_hash(post.government_id, "content.post", post.pk) is None


def test_saving_what_already_stands_keeps_the_approval(ayu_acts: Actor, bima_acts: Actor, draft_of: Write) -> None:
    post = approved(bima_acts, submitted(ayu_acts, draft_of(ayu_acts)))
    before = post.revision
    post = save_draft(actor=ayu_acts, post=post, revision=before, draft=with_story(post, post.story))
    assert (post.state, post.revision) == (states.SCHEDULED, before)
    assert delivery_of(post).state == "scheduled"


def test_a_changed_post_goes_out_again_after_a_new_approval(ayu_acts: Actor, bima_acts: Actor, draft_of: Write) -> None:
    post = approved(bima_acts, submitted(ayu_acts, draft_of(ayu_acts)))
    post = save_draft(actor=ayu_acts, post=post, revision=post.revision, draft=with_story(post, "Tulisan lain."))
    post = approved(bima_acts, submitted(ayu_acts, post))
    assert post.state == states.SCHEDULED
    assert delivery_of(post).state == "scheduled"
    assert delivery_of(post).payload["text"] == "Tulisan lain."


def test_another_moment_needs_another_approval(ayu_acts: Actor, bima_acts: Actor, draft_of: Write) -> None:
    post = approved(bima_acts, submitted(ayu_acts, draft_of(ayu_acts)))
    assert post.publish_at
    later = post.publish_at.replace(year=post.publish_at.year + 1)
    post = reschedule(actor=ayu_acts, post=post, revision=post.revision, publish_at=later)
    assert post.state == states.DRAFT


def test_approving_what_has_changed_since_is_refused(ayu_acts: Actor, bima_acts: Actor, draft_of: Write) -> None:
    post = submitted(ayu_acts, draft_of(ayu_acts))
    request = waiting_for(bima_acts).get()
    Post.objects.filter(pk=post.pk).update(story="Diubah di belakang")
    versions_of(post).update(text="Diubah di belakang")
    with pytest.raises(ContentChangedError):
        approve(actor=bima_acts, approval=request, content_hash=request.content_hash)
    assert not Delivery.objects.filter(subject_type="content.version").exists()


def test_a_post_sent_back_lies_on_its_writers_desk_with_the_reason(
    ayu_acts: Actor, bima_acts: Actor, draft_of: Write
) -> None:
    post = submitted(ayu_acts, draft_of(ayu_acts))
    ask_for_change(actor=bima_acts, approval=waiting_for(bima_acts).get(), reason="Sebut nama puskesmasnya.")
    post.refresh_from_db()
    assert post.state == states.CHANGES_ASKED
    assert [task.detail for task in tasks_for(ayu_acts)] == ["Sebut nama puskesmasnya."]
    submitted(ayu_acts, post)
    assert not tasks_for(ayu_acts).exists()


def test_a_withdrawn_post_is_not_sent(ayu_acts: Actor, bima_acts: Actor, draft_of: Write) -> None:
    post = approved(bima_acts, submitted(ayu_acts, draft_of(ayu_acts)))
    post = withdraw(actor=ayu_acts, post=post, reason="acara batal")
    assert post.state == states.WITHDRAWN
    assert delivery_of(post).state == "cancelled"
    assert not notices_for(ayu_acts).filter(sentence__contains="tidak terbit").exists()


def test_the_second_of_two_writers_is_told_and_overwrites_nothing(
    ayu_acts: Actor, dewi: Person, eko: Person, draft_of: Write
) -> None:
    post = draft_of(ayu_acts)
    opened_at = post.revision
    save_draft(actor=builders.actor_of(eko), post=post, revision=opened_at, draft=with_story(post, "Versi Eko."))
    with pytest.raises(StaleError) as refusal:
        save_draft(actor=ayu_acts, post=post, revision=opened_at, draft=with_story(post, "Versi Ayu."))
    assert refusal.value.post.story == "Versi Eko."


def test_citra_sees_nothing_of_ayus_posts(ayu_acts: Actor, citra: Person, draft_of: Write) -> None:
    post = draft_of(ayu_acts)
    assert post_for(builders.actor_of(citra), post.pk) is None


def test_an_auditor_reads_a_post_and_changes_nothing(ayu_acts: Actor, kartika: Person, draft_of: Write) -> None:
    post = draft_of(ayu_acts)
    auditor = builders.actor_of(kartika)
    assert post_for(auditor, post.pk) == post
    with pytest.raises(NotAllowedError):
        save_draft(actor=auditor, post=post, revision=post.revision, draft=with_story(post, "x"))
