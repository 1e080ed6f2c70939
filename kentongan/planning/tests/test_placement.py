"""Where a story belongs: every proposal says why, from what is written and from the channel plan."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kentongan.planning.placement import Place, Proposal, Story, proposals

STORY = Story("Imunisasi gratis di semua puskesmas.", 0, 0.0, {}, "layanan", "Layanan publik")
FACEBOOK = Place(1, "Facebook", False, 36, 63206, True, 10, 1, False, (1, 14400))
X = Place(2, "X", False, 36, 280, True, 4, 1, False, (0.5, 140))
INSTAGRAM = Place(3, "Instagram", False, 36, 2200, False, 10, 1, False, (3, 3600))
TIKTOK = Place(4, "TikTok", False, 36, 2200, False, 0, 1, True, (3, 600))


def about(place: Place, story: Story = STORY, *others: Place) -> Proposal:
    return next(one for one in proposals(story, [place, *others]) if one.channel_id == place.channel_id)


def test_what_is_too_long_for_x_is_sent_to_facebook() -> None:
    found = about(replace(X, used=412, chosen=True), STORY, replace(FACEBOOK, used=400))
    assert found.reason == "Terlalu panjang untuk X: 412 dari 280. Pakai Facebook."
    assert found.asks
    assert not found.belongs


def test_without_a_picture_instagram_is_no_place() -> None:
    assert about(INSTAGRAM, STORY, FACEBOOK).reason == "Instagram memerlukan foto atau video. Pakai Facebook."
    assert about(INSTAGRAM).reason == "Instagram memerlukan foto atau video."


def test_a_picture_makes_no_place_of_tiktok() -> None:
    assert "hanya memuat video" in about(TIKTOK, replace(STORY, pictures=2)).reason


def test_a_short_video_belongs_on_tiktok() -> None:
    found = about(TIKTOK, replace(STORY, seconds=28))
    assert found.belongs
    assert found.reason == "Ada video 28 detik, dan TikTok hanya memuat video."


def test_a_video_too_long_for_x_says_how_long_it_may_be() -> None:
    found = about(X, replace(STORY, seconds=300))
    assert found.reason == "Videonya 300 detik; X memuat paling lama 140 detik."
    assert about(X, replace(STORY, seconds=300, pictures=1)).belongs


def test_the_channel_plan_speaks_for_the_audience_it_names() -> None:
    young = replace(STORY, seconds=20, audiences={"gen-z": "Gen Z", "milenial": "Milenial"})
    place = replace(TIKTOK, audiences=frozenset({"gen-z", "milenial"}), pillars=frozenset({"layanan"}))
    assert about(place, young).reason.startswith("Untuk Gen Z dan Milenial: rencana kanal menyebut TikTok.")
    assert "Layanan publik tempatnya di TikTok" in about(place, young).reason


def test_the_channel_plan_speaks_against_a_place_for_others() -> None:
    parents = replace(STORY, audiences={"orang-tua": "Orang tua"})
    place = replace(FACEBOOK, audiences=frozenset({"pelaku-usaha"}))
    assert about(place, parents).reason == "Menurut rencana kanal, Facebook bukan untuk Orang tua."
    assert about(replace(place, audiences=frozenset({"umum"})), parents).belongs


def test_what_is_urgent_goes_everywhere_and_first_where_people_look() -> None:
    flood = replace(STORY, text="Banjir di Tempe, warga diminta mengungsi.", audiences={"orang-tua": "Orang tua"})
    place = replace(X, urgent=True, audiences=frozenset({"pelaku-usaha"}))
    assert about(place, flood).reason == "Mendesak (“banjir”): kabar seperti ini dicari lebih dulu di X."
    assert about(replace(place, urgent=False), flood).belongs


def test_an_empty_story_gets_no_proposals() -> None:
    assert proposals(replace(STORY, text="  "), [FACEBOOK, X]) == []


def test_changes_come_before_what_is_chosen_well_already() -> None:
    found = proposals(STORY, [replace(FACEBOOK, chosen=True), X, replace(INSTAGRAM, chosen=True)])
    assert [(one.name, one.asks) for one in found] == [("X", True), ("Instagram", True), ("Facebook", False)]


def test_several_pictures_and_near_full_texts_are_told_plainly() -> None:
    assert about(INSTAGRAM, replace(STORY, pictures=3)).reason == "3 foto tampil bersama di Instagram."
    assert about(replace(X, used=250), replace(STORY, pictures=1)).reason == "Masih muat: 250 dari 280."
    assert about(FACEBOOK, replace(STORY, pictures=1)).reason == "Tulisan dan fotonya muat di Facebook."
    assert about(FACEBOOK, replace(STORY, seconds=9)).reason == "Tulisan dan videonya muat di Facebook."


places = st.builds(
    Place,
    channel_id=st.integers(1, 9),
    name=st.sampled_from(["X", "Facebook"]),
    chosen=st.booleans(),
    used=st.integers(0, 500),
    limit=st.integers(1, 500),
    text_only=st.booleans(),
    images=st.integers(0, 4),
    videos=st.integers(0, 1),
    needs_video=st.booleans(),
    seconds=st.just((1.0, 60.0)),
    audiences=st.frozensets(st.sampled_from(["umum", "gen-z"])),
    pillars=st.frozensets(st.sampled_from(["layanan"])),
    urgent=st.booleans(),
)


@given(st.lists(places, max_size=3), st.text(min_size=1, max_size=20), st.integers(0, 3), st.floats(0, 100))
def test_every_proposal_has_a_reason_and_nothing_that_cannot_be_carried_is_proposed(
    held: list[Place], text: str, pictures: int, seconds: float
) -> None:
    for one in proposals(replace(STORY, text=text, pictures=pictures, seconds=seconds), held):
        assert one.reason.endswith(".")
    too_long = [replace(place, used=place.limit + 1) for place in held]
    assert not any(one.belongs for one in proposals(replace(STORY, text=text), too_long))
