"""Beginning from a template: fields become the story and short versions; an emergency is reminded and never stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.content import states
from kentongan.content.kinds import EMERGENCY, KINDS
from kentongan.content.models import OwnTemplate, Post
from kentongan.content.selectors import media_of, versions_of
from kentongan.content.services import Draft as Words
from kentongan.content.services import (
    attach,
    duplicate,
    keep_answers,
    keep_as_template,
    retire_template,
    save_draft,
    start_from_kind,
)
from kentongan.content.tests.conftest import photo
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from tests import builders

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
FLOOD = {
    "bahaya": "Sungai Walanae meluap, air setinggi 1 meter.",
    "terdampak": "Warga di tepi sungai di Kecamatan Tempe.",
    "bantuan": "Telepon 112.",
}
FULL = FLOOD | {
    "evakuasi": "Lewat Jalan Andi Paggaru ke lapangan kecamatan.",
    "hindari": "Jauhi tepi sungai dan matikan listrik rumah.",
    "pemerintah": "Perahu karet dan dapur umum sedang disiapkan di tiga tempat, dan petugas mendatangi rumah warga lanjut usia.",
    "pengumum": "BPBD Kabupaten Wajo.",
    "kabar": "Pukul 18.00 di akun ini.",
}


def test_an_emergency_asks_eight_things_and_goes_on_with_three(
    ayu: Person, ayu_acts: Actor, screen_of: Screen, text_of: Read, bima: Person
) -> None:
    assert len(KINDS[EMERGENCY].asks) == 8
    answer = screen_of(ayu).post("/g/wajo/tulis/templat/darurat/", FLOOD)
    post = Post.objects.get()
    assert answer["Location"].startswith(f"/g/wajo/tulis/{post.pk}/")
    assert post.title == "DARURAT: Sungai Walanae meluap, air setinggi 1 meter"
    assert post.story.startswith("Sungai Walanae meluap")
    page = text_of(screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/"))
    assert "3 dari 8 hal kabar darurat sudah disebut" in page
    assert "Bagaimana dan ke mana mengungsi?" in page
    fields = {"revision": post.revision, "title": post.title, "story": post.story, "pillar": post.pillar}
    more = {"act": "upload", "file": photo(), "file_alt": "Air di jalan", "when": "segera"}
    screen_of(ayu).post(f"/g/wajo/tulis/{post.pk}/", fields | more)
    post.refresh_from_db()
    sent = screen_of(ayu).post(
        f"/g/wajo/tulis/{post.pk}/", fields | {"revision": post.revision, "act": "submit", "when": "segera"}
    )
    post.refresh_from_db()
    assert sent.status_code == 302
    assert post.state == states.IN_REVIEW


def test_a_channel_with_little_room_gets_the_weightiest_answers(
    five_channels: dict[str, Channel], ayu_acts: Actor
) -> None:
    post = start_from_kind(actor=ayu_acts, kind=KINDS[EMERGENCY], answers=FULL)
    texts = {version.channel.platform: version for version in versions_of(post)}
    assert texts["facebook"].text == post.story
    assert texts["x"].by_hand
    assert texts["x"].text.startswith("Sungai Walanae meluap")
    assert "Telepon 112." in texts["x"].text
    assert "Perahu karet" not in texts["x"].text


def test_other_answers_rewrite_what_the_template_wrote_and_leave_what_people_wrote(
    five_channels: dict[str, Channel], ayu_acts: Actor
) -> None:
    post = start_from_kind(actor=ayu_acts, kind=KINDS[EMERGENCY], answers=FULL)
    post = keep_answers(actor=ayu_acts, post=post, revision=post.revision, answers=FULL | {"bantuan": "Telepon 113."})
    assert "Telepon 113." in post.story
    assert "Telepon 113." in versions_of(post).get(channel=five_channels["x"]).text
    words = Words(title=post.title, story="Ditulis tangan.", pillar=post.pillar)
    post = save_draft(actor=ayu_acts, post=post, revision=post.revision, draft=words)
    post = keep_answers(actor=ayu_acts, post=post, revision=post.revision, answers=FLOOD)
    assert post.story == "Ditulis tangan."
    post = keep_answers(actor=ayu_acts, post=post, revision=post.revision, answers=FLOOD, rewrite=True)
    assert post.story == KINDS[EMERGENCY].story(FLOOD)


def test_a_hoax_is_answered_with_the_fact_first() -> None:
    story = KINDS["klarifikasi"].story({"kabar": "Vaksin dijual.", "fakta": "Vaksin gratis di puskesmas."})
    assert story.index("Vaksin gratis") < story.index("Vaksin dijual")


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_template_takes_odd_answers_as_they_are(kind: Any) -> None:
    odd = {ask.name: "{0} {} %s <b> \u202e" for ask in kind.asks}
    assert "{0} {} %s <b>" in kind.story(kind.clean(odd))
    assert kind.story({}) == ""
    assert kind.titled({}) == ""
    assert len(kind.titled({kind.asks[0].name: "a" * 400})) <= 160


def test_an_office_keeps_its_own_template_and_other_offices_do_not_see_it(
    post: Post, ayu: Person, ayu_acts: Actor, citra: Person, screen_of: Screen, text_of: Read
) -> None:
    screen_of(ayu).post(f"/g/wajo/kiriman/{post.pk}/templat/", {"name": "Imunisasi rutin"})
    kept = OwnTemplate.objects.get()
    assert "Imunisasi rutin" in text_of(screen_of(ayu).get("/g/wajo/tulis/templat/"))
    assert "Imunisasi rutin" not in text_of(screen_of(citra).get("/g/wajo/tulis/templat/"))
    assert screen_of(citra).post(f"/g/wajo/tulis/templat/milik/{kept.pk}/").status_code == 404
    screen_of(ayu).post(f"/g/wajo/tulis/templat/milik/{kept.pk}/")
    assert Post.objects.exclude(pk=post.pk).get().story == post.story


def test_a_template_of_everyone_is_the_coordinators_to_remove(post: Post, ayu_acts: Actor, eko: Person) -> None:
    kept = keep_as_template(actor=builders.actor_of(eko), post=post, name="Semua", everyone=True)
    with pytest.raises(NotAllowedError):
        retire_template(actor=ayu_acts, template=kept)


def test_a_copy_has_words_channels_and_pictures_and_nothing_of_the_approval(post: Post, ayu_acts: Actor) -> None:
    post, _ = attach(actor=ayu_acts, post=post, revision=post.revision, upload=photo(), alt_text="Petugas")
    copied = duplicate(actor=ayu_acts, post=post)
    assert (copied.story, copied.title) == (post.story, f"Salinan: {post.title}")
    assert (copied.state, copied.publish_at, copied.submitted_by_id) == (states.DRAFT, None, None)
    assert [row.asset_id for row in media_of(copied)] == [row.asset_id for row in media_of(post)]
    assert {one.channel_id for one in versions_of(copied)} == {one.channel_id for one in versions_of(post)}
