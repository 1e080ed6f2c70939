"""History, remarks, tags and the other language: what stands beside a post, and what of it is approved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.content import states
from kentongan.content.desk import desk_of
from kentongan.content.histories import differences, revision_of, sittings_of
from kentongan.content.models import Post, Remark, Revision
from kentongan.content.remarks import threads_of
from kentongan.content.selectors import versions_of
from kentongan.content.services import Draft, Regional, StaleError, keep_tag, remark, save_draft, submit_for_review
from kentongan.content.services.tagging import TagRefusedError
from kentongan.content.showing import cut
from kentongan.content.tests.conftest import STORY
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from tests import builders

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
Write = Callable[..., Post]


def types(actor: Actor, post: Post, story: str, tab: str = "", revision: int = 0) -> Post:
    words = Draft(title=post.title, story=story, pillar=post.pillar, publish_at=post.publish_at, tab=tab)
    return save_draft(actor=actor, post=post, revision=revision or post.revision, draft=words)


def test_one_sitting_is_one_line_of_the_history_and_is_compared_by_words(
    post: Post, ayu_acts: Actor, eko: Person
) -> None:
    for minute in range(40):
        post = types(ayu_acts, post, f"Versi {minute}.")
    post = types(builders.actor_of(eko), post, "Versi 40, oleh Eko.")
    sittings = sittings_of(post)
    told = [(one.person_id, one.what) for one in sittings]
    assert told == [(eko.pk, "tulisan"), (ayu_acts.person_id, "tulisan"), (ayu_acts.person_id, "mulai menulis")]
    assert Revision.objects.filter(post=post).count() < 25
    shown, before = (revision_of(post, one.number) for one in sittings[:2])
    assert shown
    [story] = [one for one in differences(post, before, shown) if one.label == "Tulisan utama"]
    assert [(piece.kind, piece.text) for piece in story.pieces] == [
        ("same", "Versi "),
        ("gone", "39"),
        ("new", "40, oleh Eko"),
        ("same", "."),
    ]


def test_an_earlier_wording_comes_back_as_a_new_one_and_voids_the_approval(
    draft_of: Write, ayu: Person, ayu_acts: Actor, eko: Person, screen_of: Screen
) -> None:
    post = draft_of(ayu_acts)
    post = types(builders.actor_of(eko), post, "Ditimpa.")
    post.refresh_from_db()
    submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    post.refresh_from_db()
    earlier = next(one for one in sittings_of(post) if one.person_id == ayu.pk and one.what != "mulai menulis")
    path = f"/g/wajo/kiriman/{post.pk}/riwayat/{earlier.number}/kembalikan/"
    screen_of(ayu).post(path, {"revision": post.revision - 1})
    post.refresh_from_db()
    assert post.story == "Ditimpa."
    number = post.revision
    screen_of(ayu).post(path, {"revision": number})
    post.refresh_from_db()
    assert (post.story, post.revision, post.state) == (STORY, number + 1, states.DRAFT)
    assert versions_of(post).get().text == STORY
    assert Revision.objects.filter(post=post, number=number, story="Ditimpa.").exists()


def test_another_window_of_the_same_person_overwrites_nothing(post: Post, ayu_acts: Actor) -> None:
    began = post.revision
    types(ayu_acts, post, "Jendela satu.", tab="satu")
    with pytest.raises(StaleError):
        types(ayu_acts, post, "Jendela dua.", tab="dua", revision=began)
    post.refresh_from_db()
    assert post.story == "Jendela satu."


def test_a_window_whose_answers_were_lost_goes_on(post: Post, ayu_acts: Actor) -> None:
    began = post.revision
    for story in ("Satu.", "Satu. Dua.", "Satu. Dua. Tiga."):
        post = types(ayu_acts, post, story, tab="satu", revision=began)
    assert post.story == "Satu. Dua. Tiga."


def test_what_was_typed_first_never_covers_what_was_typed_last(post: Post, ayu: Person, screen_of: Screen) -> None:
    """The page is left while a save is on its way: the last words, sent at parting, may be there before it."""
    window = {"revision": post.revision, "title": post.title, "pillar": "layanan", "when": "segera", "tab": "satu"}
    screen = screen_of(ayu)
    saved = [
        screen.post(f"/g/wajo/tulis/{post.pk}/simpan/", window | {"story": story, "nth": nth})
        for nth, story in (("12", "Posyandu, Senin pukul 8."), ("9", "Posyandu, Sen"))
    ]
    assert [answer.status_code for answer in saved] == [200, 200]
    post.refresh_from_db()
    assert post.story == "Posyandu, Senin pukul 8."
    screen.post(f"/g/wajo/tulis/{post.pk}/simpan/", window | {"story": "Posyandu, Selasa.", "nth": "13"})
    post.refresh_from_db()
    assert post.story == "Posyandu, Selasa."


def test_two_writers_of_different_words_are_offered_both_in_one(
    post: Post, ayu: Person, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    opened = {"revision": post.revision, "title": post.title, "pillar": "layanan", "when": "segera"}
    screen_of(eko).post(f"/g/wajo/tulis/{post.pk}/", opened | {"story": STORY.replace("gratis", "cuma-cuma")})
    answer = screen_of(ayu).post(
        f"/g/wajo/tulis/{post.pk}/", opened | {"story": STORY.replace("buku KIA", "buku KIA dan KTP")}
    )
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Gabungan keduanya" in page
    assert STORY.replace("gratis", "cuma-cuma").replace("buku KIA", "buku KIA dan KTP") in page


def test_a_version_only_the_other_one_changed_is_not_carried_over_it(
    five_channels: dict[str, Channel],
    post: Post,
    desk: Callable[..., Any],
    ayu: Person,
    eko: Person,
    screen_of: Screen,
    text_of: Read,
) -> None:
    name = f"v-{five_channels['x'].pk}-text"
    desk(post, f"unfollow:{five_channels['x'].pk}")
    old = versions_of(post).get(channel=five_channels["x"]).text
    opened = {"revision": post.revision, "title": post.title, "pillar": "layanan", "when": "segera"}
    screen_of(eko).post(f"/g/wajo/tulis/{post.pk}/", opened | {"story": STORY, name: "Singkat, oleh Eko."})
    page = text_of(screen_of(ayu).post(f"/g/wajo/tulis/{post.pk}/", opened | {"story": "Baru.", name: old}))
    assert f'name="{name}"' not in page
    page = text_of(screen_of(ayu).post(f"/g/wajo/tulis/{post.pk}/", opened | {"story": STORY, name: "Oleh Ayu."}))
    assert "Singkat, oleh Eko." in page
    assert "Oleh Ayu." in page


def test_a_reviewer_marks_a_passage_and_the_writer_answers_without_touching_the_approval(
    draft_of: Write, ayu: Person, ayu_acts: Actor, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    post = draft_of(ayu_acts)
    submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    post.refresh_from_db()
    before = (desk_of(ayu_acts, post).content_hash, post.revision)
    path = f"/g/wajo/kiriman/{post.pk}/catatan/"
    screen_of(bima).post(path, {"passage": "23 puskesmas", "near": 28, "said": "Sebut daftarnya."})
    said = Remark.objects.get()
    screen_of(ayu).post(f"{path}{said.pk}/", {"act": "answer", "answer": "Sudah di foto."})
    page = text_of(screen_of(bima).get(path))
    assert "<mark>23 puskesmas</mark>" in page
    assert "Sudah di foto." in page
    screen_of(bima).post(f"{path}{said.pk}/", {"act": "settle"})
    post.refresh_from_db()
    assert post.state == states.IN_REVIEW
    assert (desk_of(ayu_acts, post).content_hash, post.revision) == before
    assert "<mark>" not in text_of(screen_of(bima).get(path))


def test_a_passage_is_found_after_edits_or_said_to_have_changed(post: Post, ayu_acts: Actor) -> None:
    remark(actor=ayu_acts, post=post, passage="buku KIA", text=post.story, said="Yang mana?")
    post = types(ayu_acts, post, f"Kabar baik. {STORY}")
    [thread] = threads_of(post)
    assert thread.place == post.story.index("buku KIA")
    post = types(ayu_acts, post, "Imunisasi gratis.")
    assert threads_of(post)[0].place is None


def test_a_passage_that_is_not_there_loses_no_word_of_the_remark(
    post: Post, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    answer = screen_of(ayu).post(f"/g/wajo/kiriman/{post.pk}/catatan/", {"passage": "vaksin", "said": "Apa ini?"})
    assert answer.status_code == 422
    assert "Bagian itu tidak ada dalam tulisan" in text_of(answer)
    assert "Apa ini?" in text_of(answer)


def test_the_other_language_stands_below_the_indonesian_text_where_it_is_wanted_and_is_approved_with_it(
    five_channels: dict[str, Channel], post: Post, ayu_acts: Actor
) -> None:
    before = desk_of(ayu_acts, post).content_hash
    wanted = [five_channels["facebook"].pk]
    asked = [channel.pk for channel in five_channels.values()]
    words = Draft(post.title, STORY, post.pillar, regional=Regional("bugis", "Imunisasi dé na kamaja.", wanted, asked))
    post = save_draft(actor=ayu_acts, post=post, revision=post.revision, draft=words)
    texts = {version.channel.platform: version.text for version in versions_of(post)}
    assert texts["facebook"] == f"{STORY}\n\nBahasa Bugis:\nImunisasi dé na kamaja."
    assert texts["x"] == STORY
    assert desk_of(ayu_acts, post).content_hash != before


def test_a_personal_number_in_the_other_language_is_found_and_covered(
    post: Post, desk: Callable[..., Any], text_of: Read, instagram: Channel
) -> None:
    more = {"regional_language": "bugis", "regional": "NIK 7313025003920001", "regional_on": [instagram.pk]}
    assert "Ada NIK seseorang" in text_of(desk(post, "submit", **more))
    desk(post, "cover")
    assert "7313025003920001" not in versions_of(post).get().text


@pytest.mark.parametrize("text", ["WajoSehat", "#wajosehatbersama", "#wajo sehat", "#2026", "@", "#" + "A" * 90])
def test_what_cannot_be_read_aloud_or_is_no_tag_is_refused(ayu_acts: Actor, text: str) -> None:
    with pytest.raises(TagRefusedError):
        keep_tag(actor=ayu_acts, text=text)


def test_a_kept_hashtag_is_suggested_and_another_spelling_is_pointed_out(
    post: Post, ayu: Person, ayu_acts: Actor, screen_of: Screen, instagram: Channel
) -> None:
    keep_tag(actor=ayu_acts, text="#WajoSehat", note="Kampanye imunisasi")
    told = screen_of(ayu).get("/g/wajo/tulis/tagar/saran/").json()["tags"]
    assert told[0] == {"text": "#WajoSehat", "note": "Kampanye imunisasi", "platform": ""}
    assert f"@{instagram.handle}" in {one["text"] for one in told}
    post = types(ayu_acts, post, f"{STORY} #wajosehat")
    titles = {check.title: check.stops for check in desk_of(ayu_acts, post).checks}
    assert titles["Tulis #wajosehat sebagai #WajoSehat"] is False


def test_a_preview_cuts_where_the_platform_does() -> None:
    text = "Kata " * 60
    head, rest = cut("instagram", text)
    assert len(head) <= 120
    assert head + rest == text
    assert cut("x", text) == (text, "")
    assert cut("tiktok", "Satu.\nDua.\nTiga.") == ("Satu.\nDua.", "\nTiga.")
    assert cut("facebook", "Pendek.") == ("Pendek.", "")
