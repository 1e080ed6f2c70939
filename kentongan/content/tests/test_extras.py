"""What goes beside a version's words: chosen at the desk, approved with it, sent with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kentongan.approvals.selectors import waiting_for
from kentongan.channels.models import Channel
from kentongan.content import states
from kentongan.content.fingerprint import hash_of
from kentongan.content.models import Post
from kentongan.content.selectors import media_of, versions_of
from kentongan.content.services import submit_for_review
from kentongan.content.tests.conftest import Screen, chosen_on, photo
from kentongan.core.hashing import fingerprint
from kentongan.media.tests.files import mp4
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from kentongan.outbox.models import Delivery
from tests import builders

Desk = Callable[..., Any]
Read = Callable[[Any], str]


def on(channel: Channel, **fields: str) -> dict[str, str]:
    """The fields of a channel's card; `part_1` is its field `part-1`."""
    named = {f"v-{channel.pk}-{name.replace('__', '-', 1)}": value for name, value in fields.items()}
    return {f"v-{channel.pk}-extra": "1"} | named


def only(channel: Channel) -> dict[str, Any]:
    return {"channel": [channel.pk]}


def sent(post: Post, bima: Person, screen_of: Screen) -> dict[str, Any]:
    """What stands in the ledger once Bima approves."""
    request = waiting_for(builders.actor_of(bima)).get()
    screen_of(bima).post(f"/g/wajo/setujui/{request.pk}/ya/", {"content_hash": request.content_hash})
    payload: dict[str, Any] = Delivery.objects.get(subject_type="content.version").payload
    return payload


def current_hash(post: Post) -> str:
    return hash_of(post, versions_of(post), [row.asset for row in media_of(post)])


def test_a_version_without_extras_keeps_the_fingerprint_it_always_had(
    ayu_acts: Actor, draft_of: Callable[..., Post], instagram: Channel
) -> None:
    post = draft_of(ayu_acts)
    asset = media_of(post).get().asset
    assert post.publish_at
    told = {
        "channel": instagram.pk,
        "text": post.story,
        "title": "",
        "media": [[asset.sha256, asset.alt_text]],
        "window": post.publish_at.isoformat(),
    }
    assert current_hash(post) == fingerprint([told])


def test_opening_the_options_and_choosing_nothing_changes_nothing(
    five_channels: dict[str, Channel], post: Post, desk: Desk
) -> None:
    before, revision = current_hash(post), post.revision
    youtube = on(five_channels["youtube"], set__privacyStatus="public", set__license="youtube", comment="")
    desk(post, **youtube, **on(five_channels["instagram"], format="feed", comment=" "))
    assert (current_hash(post), post.revision) == (before, revision)


def test_what_was_chosen_is_part_of_what_is_approved(
    ayu_acts: Actor, bima_acts: Actor, draft_of: Callable[..., Post], desk: Desk, instagram: Channel
) -> None:
    post = draft_of(ayu_acts)
    submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    before = current_hash(post)
    desk(post, **on(instagram, comment="Jadwal lengkap ada di puskesmas."))
    assert current_hash(post) != before
    assert post.state == states.DRAFT
    assert not waiting_for(bima_acts).exists()


def test_a_thread_with_its_audience_goes_out_as_it_was_written(
    five_channels: dict[str, Channel], post: Post, desk: Desk, bima: Person, screen_of: Screen
) -> None:
    x = five_channels["x"]
    written = {"part__1": "Bawa buku KIA.", "part__2": "Gratis.", "part__3": "", "set__reply_settings": "following"}
    desk(post, "submit", **only(x), **on(x, **written))
    payload = sent(post, bima, screen_of)
    assert payload["parts"] == ["Bawa buku KIA.", "Gratis."]
    assert payload["settings"] == {"reply_settings": "following"}


def test_a_poll_goes_out_without_the_picture_and_says_so(
    five_channels: dict[str, Channel],
    post: Post,
    desk: Desk,
    bima: Person,
    screen_of: Screen,
    text_of: Read,
    ayu: Person,
) -> None:
    x = five_channels["x"]
    desk(post, "upload", file=photo(), file_alt="Petugas menyuntik seorang anak", **only(x))
    desk(post, **only(x), **on(x, option__1="Pagi", option__2="Sore", minutes="4320"))
    page = text_of(screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/"))
    assert "Jajak pendapat di X tayang tanpa foto atau video" in page
    desk(post, "submit", **only(x))
    payload = sent(post, bima, screen_of)
    assert payload["poll"] == {"options": ["Pagi", "Sore"], "minutes": 4320}
    assert payload["media"] == []


def test_a_reel_goes_out_as_a_reel(
    five_channels: dict[str, Channel], post: Post, desk: Desk, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    instagram = five_channels["instagram"]
    desk(post, "upload", file=photo(), file_alt="Petugas menyuntik seorang anak", **only(instagram))
    refused = desk(post, "submit", **only(instagram), **on(instagram, format="reel"))
    assert "Reel Instagram hanya memuat kiriman dengan video." in text_of(refused)
    desk(post, "upload", file=SimpleUploadedFile("liputan.mp4", mp4()), **only(instagram))
    desk(post, "submit", **only(instagram))
    payload = sent(post, bima, screen_of)
    assert payload["format"] == "reel"
    assert len(payload["media"]) == 1


def test_tiktok_must_be_told_who_may_see_it(
    five_channels: dict[str, Channel], post: Post, desk: Desk, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    tiktok = five_channels["tiktok"]
    desk(post, "upload", file=SimpleUploadedFile("liputan.mp4", mp4()), **only(tiktok))
    page = text_of(desk(post, "submit", **only(tiktok)))
    assert "TikTok: “Siapa yang boleh melihat” belum dipilih." in page
    assert f'data-fix="v-{tiktok.pk}-set-privacy_level"' in page
    assert f'id="v-{tiktok.pk}-set-privacy_level"' in page
    assert desk(post, "submit", **only(tiktok), **chosen_on(tiktok)).status_code == 302
    assert sent(post, bima, screen_of)["settings"] == {
        "privacy_level": "PUBLIC_TO_EVERYONE",
        "disable_comment": "false",
    }


def test_nothing_is_offered_that_a_platform_cannot_do(
    five_channels: dict[str, Channel], post: Post, ayu: Person, screen_of: Screen
) -> None:
    page = screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/").content.decode()
    fields = ("format", "part-1", "option-1", "link", "comment", "set-privacyStatus")
    offered = {
        platform: [field for field in fields if f'name="v-{channel.pk}-{field}"' in page]
        for platform, channel in five_channels.items()
    }
    assert offered == {
        "facebook": ["format", "link", "comment"],
        "instagram": ["format", "comment"],
        "x": ["part-1", "option-1", "comment"],
        "youtube": ["comment", "set-privacyStatus"],
        "tiktok": ["comment"],
    }


def test_what_a_platform_cannot_do_is_not_kept_either(
    five_channels: dict[str, Channel], post: Post, desk: Desk
) -> None:
    instagram = five_channels["instagram"]
    desk(post, **on(instagram, link="https://wajokab.go.id", part__1="Lanjut", option__1="A", set__privacy_level="X"))
    assert versions_of(post).get(channel=instagram).extra == {}


@pytest.mark.parametrize(
    ("platform", "fields", "sentence"),
    [
        ("x", {"part__1": "", "part__2": "Isi"}, "Lanjutan 1 di X masih kosong."),
        ("x", {"part__1": "a" * 285}, "Lanjutan 1 di X lewat 5 huruf menurut hitungan X."),
        ("x", {"option__1": "Pagi"}, "Jajak pendapat di X memerlukan 2 sampai 4 pilihan."),
        ("x", {"option__1": "Pagi", "option__2": "Pagi"}, "Ada pilihan jajak pendapat yang sama."),
        ("x", {"option__1": "a" * 26, "option__2": "b"}, "lewat 1 huruf: paling panjang 25."),
        ("facebook", {"link": "wajokab"}, "Tautannya bukan alamat yang dapat dibuka warga."),
        ("facebook", {"link": "http://127.0.0.1/admin"}, "Tautannya bukan alamat yang dapat dibuka warga."),
        ("x", {"comment": "a" * 281}, "Komentar pertama di X lewat 1 huruf."),
        ("facebook", {"format": "reel"}, "Reel Facebook hanya memuat kiriman dengan video."),
        ("x", {"part__1": "NIK 7313 0250 0392 0001"}, "Ada NIK seseorang"),
    ],
)
def test_what_does_not_fit_is_said_before_anyone_is_asked(
    five_channels: dict[str, Channel],
    post: Post,
    desk: Desk,
    text_of: Read,
    platform: str,
    fields: dict[str, str],
    sentence: str,
) -> None:
    channel = five_channels[platform]
    answer = desk(post, "submit", **only(channel), **on(channel, **fields))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert post.state == states.DRAFT


def test_a_number_in_a_thread_is_covered_like_any_other(
    five_channels: dict[str, Channel], post: Post, desk: Desk
) -> None:
    x = five_channels["x"]
    desk(post, "cover", **only(x), **on(x, part__1="NIK 7313 0250 0392 0001"))
    assert versions_of(post).get().extra == {"parts": ["NIK 7313 **** **** **01"]}


def test_saving_as_typed_keeps_the_options_and_counts_them(
    five_channels: dict[str, Channel], post: Post, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    x = five_channels["x"]
    typed = {"revision": post.revision, "title": post.title, "story": post.story, "pillar": "layanan", "when": "segera"}
    answer = screen_of(ayu).post(f"/g/wajo/tulis/{post.pk}/simpan/", typed | on(x, part__1="a" * 290))
    page = text_of(answer)
    assert f'id="part-count-{x.pk}-1"' in page
    assert "lewat 10 huruf menurut hitungan X" in page
    assert versions_of(post).get(channel=x).more.parts == ("a" * 290,)


def test_the_approver_sees_everything_that_was_chosen(
    five_channels: dict[str, Channel], post: Post, desk: Desk, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    x = five_channels["x"]
    chosen = on(x, part__1="Bawa buku KIA.", comment="Jadwal di puskesmas.", set__reply_settings="following")
    desk(post, "submit", **only(x), **chosen)
    request = waiting_for(builders.actor_of(bima)).get()
    page = text_of(screen_of(bima).get(f"/g/wajo/setujui/{request.pk}/"))
    assert "Bawa buku KIA." in page
    assert "Jadwal di puskesmas." in page
    assert "Siapa yang boleh membalas: Akun yang Anda ikuti" in page
