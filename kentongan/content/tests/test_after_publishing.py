"""The first comment, and what can be done with a post that the public reads already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from kentongan.approvals.models import Approval
from kentongan.approvals.selectors import waiting_for
from kentongan.approvals.services import approve
from kentongan.channels.models import Channel, RemoteObject
from kentongan.connectors.contract import Account, Act, Memory, Outbound, Outcome, Reason, Rejected
from kentongan.content import states
from kentongan.content.models import Change, Post
from kentongan.content.services import Draft, save_draft, start_post, submit_for_review
from kentongan.content.tests.conftest import STORY, Screen
from kentongan.core import clock
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from kentongan.outbox.doors import real
from kentongan.outbox.models import Delivery
from kentongan.outbox.runner import run_once
from kentongan.outbox.services import ActRefusedError, decide
from kentongan.outbox.tests.fake import FakePlatform, doors
from kentongan.work.selectors import notices_for
from tests import builders

pytestmark = [pytest.mark.as_worker]
Read = Callable[[Any], str]
COMMENT = "Jadwal lengkap ada di puskesmas terdekat."


@dataclass
class Heard(FakePlatform):
    """A platform that remembers what it was asked to do."""

    asked_for: list[Outbound] = field(default_factory=list)

    def run(self, step: str, outbound: Outbound, memory: Memory, account: Account) -> Outcome:
        if step == "publish":
            self.asked_for.append(outbound)
        return super().run(step, outbound, memory, account)


@pytest.fixture
def platform() -> Heard:
    return Heard()


@pytest.fixture
def facebook(ayu: Person, dinas_kesehatan: Agency) -> Channel:
    channel = builders.channel(dinas_kesehatan, "facebook")
    builders.entitled(ayu, channel)
    return channel


@pytest.fixture
def approved(facebook: Channel, ayu: Person, bima: Person) -> Post:
    """A post of Ayu's on Facebook with a first comment, approved by Bima for now."""
    from kentongan.content.extras import Extra

    actor, approver = builders.actor_of(ayu), builders.actor_of(bima)
    post = start_post(actor=actor, title="Imunisasi campak gratis", story=STORY)
    extras = {facebook.pk: Extra(first_comment=COMMENT)}
    draft = Draft(title=post.title, story=STORY, pillar="layanan", channels=[facebook.pk], extras=extras)
    post = save_draft(actor=actor, post=post, revision=post.revision, draft=draft)
    submit_for_review(actor=actor, post=post, revision=post.revision)
    request = waiting_for(approver).get()
    approve(actor=approver, approval=request, content_hash=request.content_hash)
    post.refresh_from_db()
    return post


def work(platform: Heard, post: Post, after: timedelta = timedelta(0)) -> None:
    """Let the ledger live for a while."""
    moment = clock.now() + after
    ways = replace(doors(platform), media_files=real().media_files)
    with clock.stopped_at(moment):
        for _ in range(8):
            run_once(moment, doors=ways)
    post.refresh_from_db()


@pytest.fixture
def published(approved: Post, platform: Heard) -> Post:
    work(platform, approved)
    assert approved.state == states.PUBLISHED
    return approved


def remote_of(_post: Post) -> RemoteObject:
    return RemoteObject.objects.get(kind="post")


def test_the_first_comment_follows_once_the_post_stands_there(approved: Post, platform: Heard) -> None:
    assert not Delivery.objects.filter(act=Act.COMMENT).exists()
    work(platform, approved)
    work(platform, approved, timedelta(minutes=1))
    said = [(one.act, one.text, one.post_id) for one in platform.asked_for]
    assert said == [(Act.PUBLISH, STORY, ""), (Act.COMMENT, COMMENT, "kiriman-1")]


def test_the_first_comment_has_a_state_of_its_own_on_the_posts_page(
    approved: Post, platform: Heard, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    address = f"/g/wajo/kiriman/{approved.pk}/"
    assert "menyusul setelah kirimannya tayang" in text_of(screen_of(ayu).get(address))
    posted = Delivery.objects.get(act=Act.PUBLISH)
    platform.script = {"container": []}
    work(platform, approved)
    comment = Delivery.objects.get(act=Act.COMMENT)
    assert comment.person_id == posted.person_id
    answer = screen_of(ayu).get(address)
    assert [one.pk for one in answer.context["comments"]] == [comment.pk]
    assert "Komentar pertama" in text_of(answer)


def test_a_refused_first_comment_leaves_the_post_published(approved: Post, platform: Heard) -> None:
    def no_comments(_platform: FakePlatform, outbound: Outbound) -> Outcome:
        refused = Rejected(Reason.POLICY)
        return refused if outbound.act is Act.COMMENT else FakePlatform._work(platform, "publish", outbound, {})

    platform.script = {"publish": [no_comments, no_comments]}
    work(platform, approved)
    work(platform, approved, timedelta(minutes=1))
    assert Delivery.objects.get(act=Act.COMMENT).state == "rejected"
    assert approved.state == states.PUBLISHED


def test_no_comment_is_sent_for_a_post_that_did_not_go_out(approved: Post, platform: Heard, eko: Person) -> None:
    platform.script = {step: [Rejected(Reason.POLICY)] for step in ("container", "publish")}
    work(platform, approved)
    refused = Delivery.objects.get(act=Act.PUBLISH)
    decide(actor=builders.actor_of(eko), delivery=refused, decision="cancel", reason="tidak jadi")
    assert not Delivery.objects.filter(act=Act.COMMENT).exists()


def correct(browser: Any, post: Post, text: str, reason: str = "salah tanggal") -> Any:
    return browser.post(
        f"/g/wajo/kiriman/{post.pk}/perbaiki/{remote_of(post).pk}/", {"text": text, "reason": reason}, follow=True
    )


def approves(browser: Any, request: Approval) -> Any:
    answer = {"content_hash": request.content_hash}
    return browser.post(f"/g/wajo/setujui/{request.pk}/ya/", answer, follow=True)


def test_the_history_of_a_correction_speaks_of_changing_words_not_of_publishing(
    published: Post, platform: Heard, ayu: Person, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    correct(screen_of(ayu), published, f"{STORY} Sabtu libur.")
    approves(screen_of(bima), waiting_for(builders.actor_of(bima)).get())
    work(platform, published, timedelta(minutes=1))
    edited = Delivery.objects.get(act=Act.EDIT)
    page = text_of(screen_of(ayu).get(f"/g/wajo/pengiriman/{edited.pk}/"))
    assert page.count("Sudah diubah di platform") == 2
    assert "Tayang di platform" not in page


def test_a_corrections_own_words_choose_who_decides(
    published: Post, ayu: Person, eko: Person, screen_of: Screen
) -> None:
    correct(screen_of(ayu), published, f"{STORY} Hubungi 0812 3456 7890.")
    reminded = Approval.objects.latest("pk")
    correct(screen_of(ayu), published, f"{STORY} Sabtu libur.")
    plain = Approval.objects.latest("pk")
    assert (reminded.risk, len(reminded.way.steps)) == ("medium", 2)
    assert (plain.risk, len(plain.way.steps)) == ("low", 1)


def test_corrected_words_replace_the_old_ones_after_approval_only(
    published: Post, platform: Heard, ayu: Person, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    answer = correct(screen_of(ayu), published, f"{STORY} Sabtu libur.")
    assert "Perbaikan diajukan" in text_of(answer)
    assert "Perbaikan menunggu persetujuan" in text_of(answer)
    assert not Delivery.objects.filter(act=Act.EDIT).exists()
    request = waiting_for(builders.actor_of(bima)).get()
    page = text_of(screen_of(bima).get(f"/g/wajo/setujui/{request.pk}/"))
    assert "Sabtu libur." in page
    assert "Yang tayang sekarang" in page
    done = text_of(approves(screen_of(bima), request))
    assert "Disetujui. Tulisan “Imunisasi campak gratis” segera diganti di Facebook" in done
    assert "dijadwalkan terbit" not in done
    work(platform, published, timedelta(minutes=1))
    assert remote_of(published).text == f"{STORY} Sabtu libur."
    assert [one.target_id for one in platform.asked_for if one.act is Act.EDIT] == ["kiriman-1"]


def test_nobody_approves_a_correction_of_their_own(published: Post, ayu: Person, screen_of: Screen) -> None:
    correct(screen_of(ayu), published, "Kata-kata lain.")
    approval = Approval.objects.get(subject_type="content.change")
    answer = screen_of(ayu).post(f"/g/wajo/setujui/{approval.pk}/ya/", {"content_hash": approval.content_hash})
    assert answer.status_code == 403
    assert not Delivery.objects.filter(act=Act.EDIT).exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (STORY, "Tulisannya masih sama"),
        ("NIK 7313 0250 0392 0001", "Ada NIK seseorang"),
        (" ", "Tulisannya masih kosong"),
    ],
)
def test_a_correction_that_cannot_stand_is_refused_in_a_sentence(
    published: Post, ayu: Person, screen_of: Screen, text_of: Read, text: str, sentence: str
) -> None:
    answer = correct(screen_of(ayu), published, text, "salah hari")
    page = text_of(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="salah hari"' in page
    assert text.strip() in page
    assert not Change.objects.exists()


def test_an_approved_correction_is_not_sent_when_its_asker_lost_the_right(
    published: Post, ayu: Person, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    from kentongan.channels.models import Grant

    correct(screen_of(ayu), published, "Kata-kata lain.")
    Grant.objects.update(revoked_on=builders.today())
    request = waiting_for(builders.actor_of(bima)).get()
    assert "Perbaikan “Imunisasi campak gratis” tidak dikirim" in text_of(approves(screen_of(bima), request))
    assert not Delivery.objects.filter(act=Act.EDIT).exists()
    assert any("tidak dikirim" in notice.sentence for notice in notices_for(builders.actor_of(ayu)))


def test_a_post_is_taken_down_at_once_and_with_a_reason_only(
    published: Post, platform: Heard, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    address = f"/g/wajo/kiriman/{published.pk}/hapus/{remote_of(published).pk}/"
    assert "Tulis alasannya" in text_of(screen_of(ayu).post(address, {"reason": ""}, follow=True))
    screen_of(ayu).post(address, {"reason": "memuat data warga"})
    work(platform, published, timedelta(minutes=1))
    assert remote_of(published).removed_at is not None
    assert "Sudah dihapus dari Facebook" in text_of(screen_of(ayu).get(f"/g/wajo/kiriman/{published.pk}/"))


def test_what_a_platform_does_not_allow_is_said_and_not_offered(
    published: Post, ayu: Person, instagram: Channel, screen_of: Screen, text_of: Read
) -> None:
    from kentongan.content.services import take_down

    remote = remote_of(published)
    RemoteObject.objects.filter(pk=remote.pk).update(channel=instagram)
    builders.grant(ayu, instagram)
    page = text_of(screen_of(ayu).get(f"/g/wajo/kiriman/{published.pk}/"))
    assert "Instagram tidak mengizinkan kiriman diubah atau dihapus dari luar aplikasinya." in page
    assert "Hapus dari platform" not in page
    remote.refresh_from_db()
    with pytest.raises(ActRefusedError, match="Hapus di sana"):
        take_down(actor=builders.actor_of(ayu), remote=remote, reason="salah")


def test_words_that_only_a_premium_account_may_change_are_changed_on_x_itself(
    published: Post, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    x = builders.channel(ayu.agency, "x")
    builders.grant(ayu, x)
    address = "https://x.com/i/status/1"
    RemoteObject.objects.filter(pk=remote_of(published).pk).update(channel=x, permalink=address)
    page = text_of(screen_of(ayu).get(f"/g/wajo/kiriman/{published.pk}/"))
    assert "X hanya membolehkan akun Premium mengubah kirimannya" in page
    assert f'href="{address}"' in page
    assert "Buka di X" in page
    assert "Perbaiki tulisan" not in page
    assert "Hapus dari X" in page


def test_citra_can_do_nothing_with_what_ayu_published(published: Post, citra: Person, screen_of: Screen) -> None:
    remote = remote_of(published)
    for act in ("perbaiki", "hapus"):
        address = f"/g/wajo/kiriman/{published.pk}/{act}/{remote.pk}/"
        assert screen_of(citra).post(address, {"text": "x", "reason": "x"}).status_code == 404


def test_an_auditor_reads_and_is_offered_nothing(
    published: Post, kartika: Person, ayu_acts: Actor, screen_of: Screen, text_of: Read
) -> None:
    page = text_of(screen_of(kartika).get(f"/g/wajo/kiriman/{published.pk}/"))
    assert "Hapus dari platform" not in page
