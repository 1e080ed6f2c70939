"""Tulis, Kiriman and Setujui as their people meet them, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kentongan.approvals.selectors import waiting_for
from kentongan.channels.models import Channel
from kentongan.content import states
from kentongan.content.models import Post
from kentongan.content.selectors import media_of, versions_of
from kentongan.content.services import submit_for_review
from kentongan.content.tests.conftest import STORY, chosen_on, photo
from kentongan.core import clock
from kentongan.media.tests.files import mp4
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from kentongan.outbox.models import Delivery
from tests import builders

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
Write = Callable[..., Post]
NIK = "7313 0250 0392 0001"


def test_ayu_carries_a_post_from_the_first_word_to_bimas_desk(
    post: Post, desk: Callable[..., Any], ayu: Person, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    desk(post, "upload", file=photo(), file_alt="Petugas menyuntik seorang anak")
    answer = desk(post, "submit")
    assert answer.status_code == 302
    assert post.state == states.IN_REVIEW
    assert "Menunggu persetujuan" in text_of(screen_of(ayu).get(f"/g/wajo/kiriman/{post.pk}/"))
    assert "Imunisasi campak gratis" in text_of(screen_of(bima).get("/g/wajo/setujui/"))


def test_the_desk_names_rule_and_source_and_covers_the_number(
    post: Post, desk: Callable[..., Any], ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    desk(post, "upload", file=photo(), file_alt="Petugas menyuntik seorang anak")
    answer = desk(post, "submit", story=f"{STORY} Contoh: Sitti, NIK {NIK}.")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Ada NIK seseorang" in page
    assert "UU 27/2022 Pasal 16(1)e, 65(2), 67(2)" in page
    assert post.state == states.DRAFT
    desk(post, "cover")
    assert NIK not in post.story
    assert "7313 **** **** **01" in post.story
    assert desk(post, "submit").status_code == 302


def test_a_refused_file_loses_no_word_and_says_what_to_do(post: Post, desk: Callable[..., Any], text_of: Read) -> None:
    answer = desk(
        post, "upload", story="Tulisan baru yang belum disimpan.", file=SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    )
    assert answer.status_code == 422
    assert "bukan foto atau video" in text_of(answer)
    assert post.story == "Tulisan baru yang belum disimpan."
    assert not media_of(post).exists()


def test_a_version_written_by_hand_stays_when_the_story_changes(
    five_channels: dict[str, Channel], post: Post, desk: Callable[..., Any]
) -> None:
    x = five_channels["x"]
    desk(post, f"unfollow:{x.pk}")
    desk(post, **{f"v-{x.pk}-text": "Singkat untuk X."}, story="Cerita baru.")
    texts = {version.channel.platform: version.text for version in versions_of(post)}
    assert texts == {
        "facebook": "Cerita baru.",
        "instagram": "Cerita baru.",
        "tiktok": "Cerita baru.",
        "x": "Singkat untuk X.",
        "youtube": "Cerita baru.",
    }
    desk(post, f"follow:{x.pk}")
    assert versions_of(post).get(channel=x).text == "Cerita baru."


def test_each_channel_takes_what_it_can_carry_and_says_what_it_lacks(
    five_channels: dict[str, Channel], post: Post, desk: Callable[..., Any], text_of: Read
) -> None:
    answer = desk(post, "submit")
    assert "YouTube hanya memuat kiriman dengan video." in text_of(answer)
    assert "Instagram memerlukan foto atau video." in text_of(answer)
    desk(post, "upload", file=photo(), file_alt="Petugas menyuntik seorang anak")
    desk(post, "upload", file=SimpleUploadedFile("liputan.mp4", mp4()))
    assert desk(post, "submit", **chosen_on(five_channels["tiktok"])).status_code == 302


def test_five_deliveries_carry_photo_or_video_as_their_platform_takes_it(
    five_channels: dict[str, Channel],
    post: Post,
    desk: Callable[..., Any],
    ayu: Person,
    bima: Person,
    screen_of: Screen,
) -> None:
    desk(post, "upload", file=photo(), file_alt="Petugas menyuntik seorang anak")
    desk(post, "upload", file=SimpleUploadedFile("liputan.mp4", mp4()))
    assert "1 foto dan video" in screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/").content.decode()
    desk(post, "submit", **chosen_on(five_channels["tiktok"]))
    request = waiting_for(builders.actor_of(bima)).get()
    screen_of(bima).post(f"/g/wajo/setujui/{request.pk}/ya/", {"content_hash": request.content_hash})
    kinds = {row.asset_id: row.asset.kind for row in media_of(post)}
    carried = {
        delivery.channel.platform: [kinds[int(asset)] for asset in delivery.payload["media"]]
        for delivery in Delivery.objects.select_related("channel")
    }
    assert carried == {
        "facebook": ["image"],
        "instagram": ["image", "video"],
        "x": ["image"],
        "tiktok": ["video"],
        "youtube": ["video", "image"],
    }


def test_a_text_too_long_for_x_says_by_how_much(
    five_channels: dict[str, Channel], post: Post, desk: Callable[..., Any], text_of: Read
) -> None:
    answer = desk(post, "submit", story="a" * 290)
    assert "Versi X lewat 10 huruf menurut hitungan X." in text_of(answer)


def test_a_picture_needs_words_for_those_who_do_not_see_it(post: Post, desk: Callable[..., Any], text_of: Read) -> None:
    desk(post, "upload", file=photo())
    assert "belum punya teks alternatif" in text_of(desk(post, "submit"))
    asset = media_of(post).get().asset
    answer = desk(post, "submit", **{f"alt-{asset.pk}": "Petugas menyuntik seorang anak"})
    assert answer.status_code == 302


def test_a_moment_that_has_passed_cannot_be_chosen(post: Post, desk: Callable[..., Any], text_of: Read) -> None:
    desk(post, "upload", file=photo(), file_alt="Petugas menyuntik seorang anak")
    answer = desk(post, "submit", when="waktu", publish_at="2020-01-01T08:00")
    assert "Waktu terbitnya sudah lewat" in text_of(answer)


def test_the_moment_is_understood_in_the_time_of_the_place(post: Post, desk: Callable[..., Any]) -> None:
    desk(post, when="waktu", publish_at="2027-03-01T08:00")
    assert post.publish_at
    assert post.publish_at.isoformat() == "2027-03-01T00:00:00+00:00"


def test_ayu_without_a_right_on_the_channel_learns_why(
    post: Post, desk: Callable[..., Any], instagram: Channel, text_of: Read
) -> None:
    from kentongan.channels.models import Grant

    desk(post, "upload", file=photo(), file_alt="Petugas menyuntik seorang anak")
    Grant.objects.update(revoked_on=builders.today())
    page = text_of(desk(post, "submit"))
    assert "tidak memegang izin atas kanal ini" in page
    assert "Admin koordinator memberi izin" in page


def test_saving_as_typed_answers_with_counts_and_checks(
    post: Post, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    typed = {
        "revision": post.revision,
        "title": post.title,
        "story": f"NIK {NIK}",
        "pillar": "layanan",
        "when": "segera",
    }
    answer = screen_of(ayu).post(f"/g/wajo/tulis/{post.pk}/simpan/", typed, headers={"HX-Request": "true"})
    page = text_of(answer)
    assert answer.status_code == 200
    assert 'id="checks"' in page
    assert "Ada NIK seseorang" in page
    assert f'value="{post.revision + 1}"' in page


def test_half_a_date_while_typing_changes_nothing(post: Post, ayu: Person, screen_of: Screen) -> None:
    typed = {"revision": post.revision, "title": post.title, "story": post.story, "pillar": "layanan", "when": "waktu"}
    answer = screen_of(ayu).post(f"/g/wajo/tulis/{post.pk}/simpan/", typed | {"publish_at": "2027-0"})
    assert answer.status_code == 200
    post.refresh_from_db()
    assert post.publish_at is None


@pytest.mark.parametrize("path", ["", "simpan/"])
def test_two_people_writing_one_post_both_keep_their_words(
    post: Post, ayu: Person, eko: Person, screen_of: Screen, text_of: Read, path: str
) -> None:
    opened = {"revision": post.revision, "title": post.title, "pillar": "layanan", "when": "segera"}
    screen_of(eko).post(f"/g/wajo/tulis/{post.pk}/", opened | {"story": "Tulisan Eko."})
    answer = screen_of(ayu).post(f"/g/wajo/tulis/{post.pk}/{path}", opened | {"story": "Tulisan Ayu."})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Tulisan Eko." in page
    assert "Tulisan Ayu." in page
    post.refresh_from_db()
    assert post.story == "Tulisan Eko."


def test_the_second_writer_can_still_use_every_word_of_hers(
    five_channels: dict[str, Channel], post: Post, desk: Callable[..., Any], ayu: Person, eko: Person, screen_of: Screen
) -> None:
    x = five_channels["x"].pk
    desk(post, f"unfollow:{x}")
    opened = {"revision": post.revision, "title": post.title, "pillar": "layanan", "when": "segera"}
    screen_of(eko).post(f"/g/wajo/tulis/{post.pk}/", opened | {"story": "Tulisan Eko."})
    mine = opened | {"story": "Tulisan Ayu.", f"v-{x}-text": "Tulisan Ayu untuk X."}
    refused = screen_of(ayu).post(f"/g/wajo/tulis/{post.pk}/", mine)
    post.refresh_from_db()
    both = refused.context["both"]
    [own] = [choice for choice in both.choices if choice.word == "mine"]
    shown = {"title": own.title, "story": own.story} | {side.name: side.mine for side in both.sides}
    again = {"revision": post.revision, "pillar": "layanan", **shown, **dict(refused.context["kept"])}
    screen_of(ayu).post(f"/g/wajo/tulis/{post.pk}/", again)
    post.refresh_from_db()
    assert post.story == "Tulisan Ayu."
    assert versions_of(post).get(channel_id=x).text == "Tulisan Ayu untuk X."


def test_citra_finds_nothing_at_any_address_of_ayus_post(
    ayu_acts: Actor, citra: Person, draft_of: Write, screen_of: Screen
) -> None:
    post = draft_of(ayu_acts)
    post = submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    from kentongan.approvals.models import Approval

    approval = Approval.objects.get()
    asset = media_of(post).get().asset
    browser = screen_of(citra)
    pages = [
        f"tulis/{post.pk}/",
        f"tulis/{post.pk}/pratinjau/",
        f"kiriman/{post.pk}/",
        f"kiriman/{post.pk}/pengiriman/",
        f"setujui/{approval.pk}/",
        f"media/{asset.pk}/",
    ]
    assert {page: browser.get(f"/g/wajo/{page}").status_code for page in pages} == dict.fromkeys(pages, 404)
    posts = [f"tulis/{post.pk}/", f"tulis/{post.pk}/simpan/", f"kiriman/{post.pk}/tarik/"]
    posts += [f"setujui/{approval.pk}/ya/", f"setujui/{approval.pk}/perbaiki/"]
    assert {page: browser.post(f"/g/wajo/{page}").status_code for page in posts} == dict.fromkeys(posts, 404)
    assert post.headline not in browser.get("/g/wajo/kiriman/").content.decode()


def test_ayus_own_approval_page_says_why_she_cannot_and_who_can(
    ayu: Person, ayu_acts: Actor, draft_of: Write, screen_of: Screen, text_of: Read
) -> None:
    from kentongan.approvals.models import Approval

    post = draft_of(ayu_acts)
    submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    approval = Approval.objects.get()
    page = text_of(screen_of(ayu).get(f"/g/wajo/setujui/{approval.pk}/"))
    assert "Anda ikut menulis kiriman ini" in page
    assert "Bu Bima (Dinas Kesehatan)" in page
    assert "Setujui persis seperti ini" not in page
    answer = screen_of(ayu).post(f"/g/wajo/setujui/{approval.pk}/ya/", {"content_hash": approval.content_hash})
    assert answer.status_code == 403
    assert not Delivery.objects.exists()


def test_bima_sees_the_post_as_the_public_will_and_approves_it(
    bima: Person, ayu_acts: Actor, draft_of: Write, screen_of: Screen, text_of: Read
) -> None:
    post = draft_of(ayu_acts)
    post = submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    approval = waiting_for(builders.actor_of(bima)).get()
    page = text_of(screen_of(bima).get(f"/g/wajo/setujui/{approval.pk}/"))
    assert STORY in page
    assert "Petugas menyuntik seorang anak" in page
    answer = screen_of(bima).post(f"/g/wajo/setujui/{approval.pk}/ya/", {"content_hash": approval.content_hash})
    assert answer.status_code == 302
    post.refresh_from_db()
    assert post.state == states.SCHEDULED
    assert "Menunggu waktunya" in text_of(screen_of(bima).get(f"/g/wajo/kiriman/{post.pk}/"))


def test_bima_is_shown_that_the_text_changed_under_his_hands(
    bima: Person, ayu_acts: Actor, draft_of: Write, screen_of: Screen, text_of: Read
) -> None:
    post = draft_of(ayu_acts)
    submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    approval = waiting_for(builders.actor_of(bima)).get()
    versions_of(post).update(text="Diubah di belakang")
    answer = screen_of(bima).post(f"/g/wajo/setujui/{approval.pk}/ya/", {"content_hash": approval.content_hash})
    assert answer.status_code == 409
    assert "Isinya berubah sejak diajukan" in text_of(answer)


def test_bima_must_say_what_to_change(
    bima: Person, ayu_acts: Actor, draft_of: Write, screen_of: Screen, text_of: Read
) -> None:
    post = draft_of(ayu_acts)
    submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    approval = waiting_for(builders.actor_of(bima)).get()
    answer = screen_of(bima).post(f"/g/wajo/setujui/{approval.pk}/perbaiki/", {"reason": " "})
    assert answer.status_code == 422
    assert "Tulis apa yang perlu diperbaiki" in text_of(answer)


def test_a_post_page_tells_its_history_in_sentences(
    ayu: Person, ayu_acts: Actor, draft_of: Write, screen_of: Screen, text_of: Read
) -> None:
    post = draft_of(ayu_acts)
    submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    page = text_of(screen_of(ayu).get(f"/g/wajo/kiriman/{post.pk}/"))
    assert "Ayu Larasati mulai menulis “Imunisasi campak gratis”" in page
    assert "Ayu Larasati meminta persetujuan untuk “Imunisasi campak gratis”" in page


def test_a_post_is_taken_back_with_a_reason_only(
    ayu: Person, ayu_acts: Actor, draft_of: Write, screen_of: Screen, text_of: Read
) -> None:
    post = draft_of(ayu_acts)
    address = f"/g/wajo/kiriman/{post.pk}/tarik/"
    assert screen_of(ayu).post(address, {"reason": ""}).status_code == 422
    screen_of(ayu).post(address, {"reason": "Acara batal"})
    post.refresh_from_db()
    assert post.state == states.WITHDRAWN


def test_an_old_post_is_found_page_by_page(
    ayu: Person, ayu_acts: Actor, wajo: Any, screen_of: Screen, text_of: Read
) -> None:
    now = clock.now()
    Post.objects.bulk_create(
        Post(
            government=wajo,
            agency_id=ayu.agency_id,
            author=ayu,
            changed_by=ayu,
            title=f"Kiriman ke-{number:02}",
            created_at=now,
            changed_at=now - timedelta(minutes=number // 2),
        )
        for number in range(60)
    )
    seen: list[str] = []
    address = "/g/wajo/kiriman/"
    while address:
        answer = screen_of(ayu).get(address)
        seen += [post.title for post in answer.context["posts"]]
        following = answer.context["next"]
        address = f"/g/wajo/kiriman/?sebelum={following}" if following else ""
    assert sorted(seen) == [f"Kiriman ke-{number:02}" for number in range(60)]


def test_a_filter_shows_only_posts_in_that_state(
    ayu: Person, ayu_acts: Actor, draft_of: Write, tomorrow: datetime, screen_of: Screen, text_of: Read
) -> None:
    draft_of(ayu_acts)
    assert "Imunisasi campak gratis" in text_of(screen_of(ayu).get("/g/wajo/kiriman/?keadaan=draf"))
    assert "Belum ada kiriman di sini" in text_of(screen_of(ayu).get("/g/wajo/kiriman/?keadaan=terbit"))


def test_someone_who_only_approves_is_told_who_writes(bima: Person, ayu: Person, screen_of: Screen) -> None:
    assert screen_of(bima).get("/g/wajo/tulis/").status_code == 403
