"""The pure decisions: fit, media, states."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.connectors import registry
from kentongan.connectors.contract import COVER_PHOTO, Capabilities, Counting, Format, Platform, TextLimit
from kentongan.content import states
from kentongan.content.extras import Extra
from kentongan.content.fitting import notes
from kentongan.content.rules import carried, misfits, shown_as, state_from, taken
from kentongan.core.states import Machine
from kentongan.outbox.states import DELIVERY

LIMIT = TextLimit(280, Counting.CODE_POINTS, "made up")
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class File:
    kind: str = "image"
    mime: str = "image/jpeg"
    size: int = MB
    width: int = 1000
    height: int = 1000
    seconds: float = 0.0


VIDEO = File("video", "video/mp4", 20 * MB, 720, 1280, 20.0)
PICTURES = Capabilities(
    post_text=LIMIT,
    reply_text=None,
    images=2,
    image_types=frozenset({"image/jpeg"}),
    image_bytes=4 * MB,
    image_aspect=(0.8, 1.91),
)
VIDEOS = Capabilities(
    post_text=LIMIT,
    reply_text=None,
    title=TextLimit(20, Counting.CODE_POINTS, "made up"),
    videos=1,
    video_types=frozenset({"video/mp4"}),
    video_bytes=100 * MB,
    video_seconds=(3, 60),
)


def said(able: Capabilities, *media: File, text: str = "Halo", title: str = "Judul") -> list[str]:
    return [misfit.sentence for misfit in misfits("Kanal", able, text, title, media)]


@pytest.mark.parametrize(
    ("file", "word"),
    [
        (File(mime="image/png"), "jenis foto"),
        (File(size=5 * MB), "terlalu besar untuk Kanal: paling besar 4 MB"),
        (File(width=700), "terlalu tinggi"),
        (File(width=2000), "terlalu lebar"),
    ],
)
def test_a_picture_the_channel_refuses_says_why(file: File, word: str) -> None:
    (sentence,) = said(PICTURES, file)
    assert word in sentence


@pytest.mark.parametrize(
    ("file", "word"),
    [
        (replace(VIDEO, mime="video/quicktime"), "jenis video"),
        (replace(VIDEO, size=200 * MB), "terlalu besar"),
        (replace(VIDEO, seconds=61.0), "3 sampai 60 detik; video ini 61 detik"),
        (replace(VIDEO, seconds=2.0), "3 sampai 60 detik"),
    ],
)
def test_a_video_the_channel_refuses_says_why(file: File, word: str) -> None:
    (sentence,) = said(VIDEOS, file)
    assert word in sentence


def test_what_fits_is_left_in_peace() -> None:
    assert said(PICTURES, File()) == []
    assert said(VIDEOS, File(), VIDEO) == []
    assert said(replace(PICTURES, text_only=True)) == []


def test_a_missing_title_or_one_too_long_is_told() -> None:
    assert said(VIDEOS, VIDEO, title=" ") == ["Kanal memerlukan judul."]
    assert said(VIDEOS, VIDEO, title="x" * 23) == ["Judul untuk Kanal lewat 3 huruf."]


def test_a_channel_for_both_asks_for_either() -> None:
    assert said(replace(PICTURES, videos=1)) == ["Kanal memerlukan foto atau video."]


@given(st.lists(st.sampled_from([File(), VIDEO]), max_size=6), st.integers(0, 4), st.integers(0, 2))
def test_a_channel_never_carries_more_than_it_can_nor_both_kinds(files: list[File], images: int, videos: int) -> None:
    able = replace(PICTURES, images=images, videos=videos)
    taken = carried(able, files)
    assert len({file.kind for file in taken}) <= 1
    assert len(taken) <= max(images, videos)


INSTAGRAM = registry.capabilities(Platform.INSTAGRAM)
PHOTO = File()
REEL = Extra(format=Format.REEL)


def test_photos_and_videos_go_out_together_where_the_platform_takes_both() -> None:
    media = [PHOTO, VIDEO, replace(PHOTO, size=2), *[VIDEO] * 9]
    assert carried(INSTAGRAM, media) == tuple(media[:10])
    assert carried(registry.capabilities(Platform.X), media) == (PHOTO, media[2])
    assert misfits("Instagram", INSTAGRAM, "Halo", "", media[:3]) == ()


def test_a_reel_takes_its_cover_only_where_its_author_said_so() -> None:
    chosen = replace(REEL, settings={"cover": COVER_PHOTO})
    assert taken(INSTAGRAM, REEL, [PHOTO, VIDEO]) == (VIDEO,)
    assert taken(INSTAGRAM, chosen, [PHOTO, VIDEO]) == (VIDEO, PHOTO)
    assert taken(INSTAGRAM, replace(chosen, format=Format.STORY), [PHOTO, VIDEO]) == (VIDEO,)


@pytest.mark.parametrize(
    ("extra", "media", "remedy"),
    [
        (replace(REEL, settings={"cover": COVER_PHOTO}), [VIDEO], "Tambahkan foto"),
        (Extra(settings={"cover": COVER_PHOTO}), [VIDEO], "Pilih Reel"),
        (Extra(settings={"cover": "10000"}), [replace(VIDEO, seconds=8.0)], "Pilih sampul yang lebih awal"),
    ],
)
def test_a_cover_that_cannot_be_is_told_before_approval(extra: Extra, media: list[File], remedy: str) -> None:
    (misfit,) = misfits("Instagram", INSTAGRAM, "Halo", "", media, extra)
    assert misfit.remedy.startswith(remedy)
    assert misfit.field == "set-cover"


def test_a_cover_in_time_and_one_of_a_carousel_keep_nothing_back() -> None:
    assert misfits("Instagram", INSTAGRAM, "Halo", "", [VIDEO], Extra(settings={"cover": "5000"})) == ()
    assert misfits("Instagram", INSTAGRAM, "Halo", "", [PHOTO, VIDEO], Extra(settings={"cover": COVER_PHOTO})) == ()


def test_what_the_public_will_not_see_is_said_before_approval() -> None:
    youtube = registry.capabilities(Platform.YOUTUBE)
    told = list(notes("YouTube", youtube, Extra(settings={"privacyStatus": "private"}), ["video"]))
    assert told[0][0] == "Warga tidak akan melihat kiriman di YouTube"
    assert list(notes("YouTube", youtube, Extra(settings={"privacyStatus": "unlisted"}), ["video"])) == []


@given(st.lists(st.sampled_from(sorted(DELIVERY.labels)), min_size=1, max_size=6))
def test_a_post_is_published_only_when_every_delivery_is(deliveries: list[str]) -> None:
    state = state_from(deliveries)
    assert state in states.POST.labels
    assert (state == states.PUBLISHED) == (set(deliveries) == {"published"})
    assert (state == states.NEEDS_PERSON) == ("needs_person" in deliveries)


@pytest.mark.parametrize(
    ("deliveries", "state"),
    [
        (["scheduled", "scheduled"], states.SCHEDULED),
        (["scheduled", "cancelled"], states.SCHEDULED),
        (["scheduled", "sending"], states.GOING_OUT),
        (["published", "waiting"], states.GOING_OUT),
        (["published", "rejected"], states.PARTLY),
        (["rejected", "expired"], states.NOT_OUT),
        (["published", "needs_person"], states.NEEDS_PERSON),
    ],
)
def test_a_post_follows_its_deliveries(deliveries: list[str], state: str) -> None:
    assert state_from(deliveries) == state


@pytest.mark.parametrize(
    ("deliveries", "words"),
    [
        (["by_hand", "published"], "Menunggu diunggah orang"),
        (["by_hand", "scheduled"], "Menunggu diunggah orang"),
        (["by_hand", "sending"], "Sedang terbit"),
        (["held", "channel_paused"], "Tertahan"),
        (["published", "unknown"], "Sedang dipastikan sudah terbit"),
        (["scheduled"], "Terjadwal"),
        (["published"], "Terbit"),
    ],
)
def test_a_post_is_called_by_what_it_waits_for(deliveries: list[str], words: str) -> None:
    assert states.SHOWN[shown_as(deliveries)] == words


def test_every_state_a_delivery_can_lead_to_is_allowed_from_scheduled() -> None:
    for pair in product(DELIVERY.labels, repeat=2):
        state = state_from(pair)
        assert state == states.SCHEDULED or states.POST.allows(states.SCHEDULED, state)


@pytest.mark.parametrize("machine", [states.POST, states.OCCURRENCE])
def test_the_readme_draws_every_state_there_is(machine: Machine) -> None:
    text = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    drawn = [part for part in text.split("```mermaid\n")[1:] if f"[*] --> {machine.initial}\n" in part]
    assert len(drawn) == 1
    arrows = re.findall(r"^    (\w+) --> (\w+)", drawn[0].split("```")[0], re.MULTILINE)
    assert {state for arrow in arrows for state in arrow} == set(machine.labels)
    assert [arrow for arrow in arrows if not machine.allows(*arrow)] == []
