"""A post and the rule pack: what stops, what an officer may let stand, and that no way out avoids the gate."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.compliance.models import Exemption, PictureWords
from kentongan.compliance.services import ExemptionRefusedError, ask_exemption, decide_exemption
from kentongan.config.places import REPOSITORY
from kentongan.content.desk import desk_of
from kentongan.content.models import Post
from kentongan.content.services import Draft, NotReadyError, attach, classify, save_draft, start_post, submit_for_review
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.work.models import Task
from tests import builders
from tests.pictures import photo

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
SECRET = "Dokumen ini bersifat rahasia dan memuat hasil uji laboratorium."
GATES = {
    "kentongan/content/approving.py",
    "kentongan/hoaxes/services/checking.py",
    "kentongan/hoaxes/services/deciding.py",
    "kentongan/hoaxes/views.py",
    "kentongan/content/desk_rules.py",
    "kentongan/content/services/changing.py",
    "kentongan/content/services/writing.py",
    "kentongan/content/importing/selectors.py",
    "kentongan/cards/services.py",
    "kentongan/inbox/exempting.py",
    "kentongan/compliance/services/exempting.py",
    "kentongan/compliance/exemption_views.py",
    "kentongan/inbox/answering/checks.py",
    "kentongan/inbox/answering/citizen_page.py",
    "kentongan/inbox/answering/fanout.py",
    "kentongan/inbox/answering/keeping.py",
    "kentongan/inbox/aspirations/selectors.py",
    "kentongan/inbox/aspirations/services/answering.py",
    "kentongan/inbox/aspirations/services/gathering.py",
    "kentongan/inbox/lanes/services/lapor.py",
    "kentongan/inbox/lanes/services/letters.py",
    "kentongan/inbox/lanes/wording.py",
}
DOORS = {"check", "findings_in", "checker_for"}


@pytest.fixture
def ppid(diskominfo: Agency) -> Person:
    return builders.person("Putri Arunika", (Role.PPID,), diskominfo)


@pytest.fixture
def writer(ayu: Person, bima: Person, instagram: Channel) -> Actor:
    return builders.actor_of(builders.entitled(ayu, instagram))


def written(writer: Actor, story: str, **more: Any) -> Post:
    post = start_post(actor=writer, title="Kabar", story=story)
    told = Draft(title=post.title, story=story, pillar=post.pillar)
    post = save_draft(actor=writer, post=post, revision=post.revision, draft=told)
    return attach(actor=writer, post=post, revision=post.revision, upload=photo(), alt_text="Petugas di loket")[0]


def rules_in(writer: Actor, post: Post) -> dict[str, bool]:
    return {check.rule: check.stops for check in desk_of(writer, post).checks if check.rule}


def ask(writer: Actor, post: Post, officer: Person) -> Exemption:
    return ask_exemption(
        actor=writer,
        subject_type="content.post",
        subject_id=str(post.pk),
        rule_id="kip-dikecualikan",
        officer_id=officer.pk,
        reason="Hasilnya sudah diuji konsekuensi dan boleh dibuka.",
    )


def test_a_post_with_a_mark_of_secrecy_is_stopped_with_its_source(writer: Actor) -> None:
    post = written(writer, SECRET)
    with pytest.raises(NotReadyError) as refusal:
        submit_for_review(actor=writer, post=post, revision=post.revision)
    (stop,) = refusal.value.checks
    assert stop.rule == "kip-dikecualikan"
    assert "UU 14/2008" in stop.source
    assert stop.link_label == "Minta pengecualian"


def test_the_ppid_lets_it_stand_and_the_approver_reads_who_and_why(
    writer: Actor, ppid: Person, ayu: Person, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    post = written(writer, SECRET)
    page = screen_of(ayu).get(f"/g/wajo/aturan/pengecualian/minta/content.post/{post.pk}/kip-dikecualikan/")
    assert "Putri" in text_of(page)
    told = {"officer": str(ppid.pk), "reason": "Sudah diuji konsekuensi."}
    assert screen_of(ayu).post(page.request["PATH_INFO"], told).status_code == 302
    asked = Exemption.objects.get()
    assert Task.objects.filter(person=ppid, done_at=None, subject_id=str(asked.pk)).exists()
    shown = screen_of(ppid).get(f"/g/wajo/aturan/pengecualian/{asked.pk}/")
    assert "bersifat rahasia" in text_of(shown)
    answer = {"decision": "Hasil uji boleh dibuka.", "answer": "ya"}
    assert screen_of(ppid).post(f"/g/wajo/aturan/pengecualian/{asked.pk}/", answer).status_code == 302
    submit_for_review(actor=writer, post=post, revision=post.revision)
    from kentongan.approvals.models import Approval

    seen = text_of(screen_of(bima).get(f"/g/wajo/setujui/{Approval.objects.get().pk}/"))
    assert "Dikecualikan oleh" in seen
    assert "Hasil uji boleh dibuka." in seen


def test_an_edit_voids_the_exception(writer: Actor, ppid: Person) -> None:
    post = written(writer, SECRET)
    decide_exemption(actor=builders.actor_of(ppid), exemption=ask(writer, post, ppid), grant=True, decision="Boleh.")
    assert rules_in(writer, post)["kip-dikecualikan"] is False
    told = Draft(title=post.title, story=f"{SECRET} Lampirannya juga.", pillar=post.pillar)
    post = save_draft(actor=writer, post=Post.objects.get(pk=post.pk), revision=post.revision, draft=told)
    assert rules_in(writer, post)["kip-dikecualikan"] is True


def test_a_request_about_words_that_changed_meanwhile_is_void(writer: Actor, ppid: Person) -> None:
    post = written(writer, SECRET)
    asked = ask(writer, post, ppid)
    told = Draft(title=post.title, story=f"{SECRET} Baru.", pillar=post.pillar)
    save_draft(actor=writer, post=Post.objects.get(pk=post.pk), revision=post.revision, draft=told)
    answered = decide_exemption(actor=builders.actor_of(ppid), exemption=asked, grant=True, decision="Boleh.")
    assert answered.state == "void"


def test_a_refusal_keeps_the_post_stopped(writer: Actor, ppid: Person) -> None:
    post = written(writer, SECRET)
    decide_exemption(
        actor=builders.actor_of(ppid), exemption=ask(writer, post, ppid), grant=False, decision="Belum diuji."
    )
    assert rules_in(writer, post)["kip-dikecualikan"] is True
    with pytest.raises(ExemptionRefusedError, match="sudah selesai"):
        decide_exemption(
            actor=builders.actor_of(ppid), exemption=Exemption.objects.get(), grant=True, decision="Boleh."
        )


def test_only_the_officer_asked_answers(writer: Actor, ppid: Person, bima: Person) -> None:
    asked = ask(writer, written(writer, SECRET), ppid)
    with pytest.raises(NotAllowedError, match="pejabat yang diminta"):
        decide_exemption(actor=builders.actor_of(bima), exemption=asked, grant=True, decision="Boleh.")


def test_whoever_wrote_cannot_be_asked(writer: Actor, ayu: Person) -> None:
    with pytest.raises(ExemptionRefusedError, match="tidak ikut menulis"):
        ask(writer, written(writer, SECRET), ayu)


@pytest.mark.parametrize(
    ("story", "rule"),
    [
        ("NIK 7313025003920001 atas nama Rani", "pdp-nik"),
        ("No. KK 7313022011150003", "pdp-kk"),
        ("Rizky (14), siswa SMPN 3 Sengkang, menjadi korban penganiayaan", "anak-identitas"),
    ],
)
def test_what_protects_others_cannot_be_excepted_by_anybody(writer: Actor, ppid: Person, story: str, rule: str) -> None:
    post = written(writer, story)
    stop = next(check for check in desk_of(writer, post).checks if check.rule == rule)
    assert stop.stops
    assert not stop.link
    with pytest.raises(ExemptionRefusedError, match="tidak dapat dikecualikan"):
        ask_exemption(
            actor=writer,
            subject_type="content.post",
            subject_id=str(post.pk),
            rule_id=rule,
            officer_id=ppid.pk,
            reason="Mendesak",
        )


def test_an_emergency_is_warned_and_not_stopped_by_what_can_be_excepted(writer: Actor) -> None:
    post = written(writer, SECRET)
    Post.objects.filter(pk=post.pk).update(kind="darurat")
    assert rules_in(writer, Post.objects.get(pk=post.pk))["kip-dikecualikan"] is False


def test_a_number_that_stands_in_a_photo_is_found_and_the_photo_is_named(writer: Actor) -> None:
    post = written(writer, "Penerima bantuan ada di foto.")
    asset = post.assets[0]
    words = "DAFTAR PENERIMA\nRani NIK 7313025003920001"
    PictureWords.objects.create(government_id=post.government_id, asset=asset, words=words, read_at=clock.now())
    (stop,) = desk_of(writer, Post.objects.get(pk=post.pk)).stops
    assert stop.rule == "pdp-nik"
    assert f"tulisan di foto “{asset.name}”" in stop.why
    assert "7313025003920001" not in stop.why


def test_facts_that_stand_in_a_photo_only_are_reminded_of(writer: Actor) -> None:
    post = written(writer, "Ayo datang, gratis.")
    words = "VAKSINASI GRATIS Senin 7 Desember 2026 pukul 08.00 di Puskesmas Tempe bawa KTP dan kartu keluarga"
    PictureWords.objects.create(
        government_id=post.government_id, asset=post.assets[0], words=words, read_at=clock.now()
    )
    assert rules_in(writer, Post.objects.get(pk=post.pk))["aks-teks-gambar"] is False


def test_every_way_out_asks_the_one_gate() -> None:
    """Whoever lets words out asks `compliance.selectors`; nobody runs the checks past it."""
    callers = set()
    for path in (REPOSITORY / "kentongan").rglob("*.py"):
        name = path.relative_to(REPOSITORY).as_posix()
        if "/tests/" in name or name.startswith("kentongan/config/"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "kentongan.compliance.selectors":
                callers |= {name} if DOORS & {alias.name for alias in node.names} else set()
            if isinstance(node, ast.ImportFrom) and node.module == "kentongan.compliance.checks":
                assert name.startswith("kentongan/compliance/"), f"{name} runs the checks past the gate"
    assert callers == GATES


def test_a_post_its_writers_call_paid_says_so_to_the_public(post: Post, ayu_acts: Actor) -> None:
    def reminded() -> list[str]:
        return [one.title for one in desk_of(ayu_acts, post).checks if one.rule == "label-iklan"]

    assert reminded() == []
    post = classify(actor=ayu_acts, post=post, revision=post.revision, content_class="berbayar")
    assert reminded() == ["Kerja sama berbayar tanpa label"]
    words = Draft(title="Iklan: Imunisasi", story=f"Iklan. {post.story}", pillar=post.pillar)
    post = save_draft(actor=ayu_acts, post=post, revision=post.revision, draft=words)
    assert reminded() == []
