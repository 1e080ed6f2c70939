"""Facebook's documented examples, read: what each answer means for us."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Absent,
    Act,
    Advanced,
    AuthorizationExpired,
    CannotTell,
    CommentPage,
    Consent,
    Figures,
    Format,
    Found,
    Health,
    Inbound,
    Keys,
    Opener,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Pending,
    Platform,
    Published,
    Reason,
    Rejected,
    Secret,
    Unread,
)
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage
from kentongan.core.http import Http

FB = Platform.FACEBOOK
VIDEO = "1564747010440105"
CONSENT = Consent("https://kentongan.example/kembali", "s", "")


@pytest.fixture
def page() -> Stage:
    return Stage(FB)


def film(folder: Path, form: Format = Format.FEED) -> Outbound:
    return replace(on.post(FB, (on.file_of("video", folder),)), format=form)


def test_a_session_is_opened_with_the_first_piece_facebook_wants(page: Stage, tmp_path: Path) -> None:
    opened = page.will_say("video_start__session").run("open_video", film(tmp_path))
    assert opened == Advanced({"session": "1564747013773438", "video": VIDEO, "at": "0", "until": "20"})
    assert page.calls[0].url.host == "graph-video.facebook.com"


def test_pieces_follow_facebooks_offsets_also_out_of_an_error(page: Stage, tmp_path: Path) -> None:
    page.will_say(on.says(FB, "error__wrong_offset", 400), "video_transfer__next")
    sent = page.run("send_video", film(tmp_path), session="1", at="0", until="20")
    assert sent == Advanced({"at": "20", "until": "20"})
    assert b'name="start_offset"\r\n\r\n12' in page.calls[1].content
    assert page.calls[1].content.count(b"x" * 8) == 1


def test_a_reel_goes_on_from_the_bytes_that_are_there(page: Stage, tmp_path: Path) -> None:
    address = f"https://rupload.facebook.com/video-upload/v26.0/{VIDEO}"
    page.will_say("video_status__uploading", httpx.Response(200, json={"success": True}))
    assert page.run("send_reel", film(tmp_path, Format.REEL), video=VIDEO, address=address) == Advanced()
    sent = page.calls[1]
    assert (sent.headers["offset"], sent.headers["file_size"]) == ("12", "20")
    assert sent.headers["authorization"] == f"OAuth {on.TOKEN}"
    assert sent.content == b"x" * 8


def test_bytes_never_go_to_an_address_that_is_not_metas(page: Stage, tmp_path: Path) -> None:
    page.will_say("video_status__uploading")
    outcome = page.run("send_reel", film(tmp_path, Format.REEL), video=VIDEO, address="https://rupload.example/x")
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.FOREIGN_ADDRESS


CONFIRMED: list[tuple[str, type[Outcome], object]] = [
    ("video_status__published", Published, Found),
    ("video_status__processing", Pending, CannotTell),
    ("video_status__failed", Rejected, Absent),
    ("video_status__uploading", Pending, Absent),
]


@pytest.mark.parametrize(("name", "outcome", "finding"), CONFIRMED)
def test_a_videos_status_says_what_became_of_it(
    page: Stage, tmp_path: Path, name: str, outcome: type[Outcome], finding: type
) -> None:
    page.will_say(name)
    outbound = film(tmp_path, Format.REEL)
    assert isinstance(page.run("confirm", outbound, video=VIDEO), outcome)
    assert isinstance(page.connector.find(outbound, {"video": VIDEO}, page.account, on.SINCE), finding)


def test_a_reel_is_known_by_its_post_under_which_its_comments_stand(page: Stage, tmp_path: Path) -> None:
    outcome = page.will_say("video_status__published").run("confirm", film(tmp_path, Format.REEL), video=VIDEO)
    assert outcome == Published("104001_777", f"https://www.facebook.com/reel/{VIDEO}/")


def test_a_finish_without_success_is_in_doubt(page: Stage, tmp_path: Path) -> None:
    page.will_say(httpx.Response(200, json={}))
    for step, form in (("publish_video", Format.FEED), ("publish_reel", Format.REEL), ("publish_story", Format.STORY)):
        assert isinstance(page.run(step, film(tmp_path, form), video=VIDEO, session="1"), OutcomeUnknown)


def test_a_photo_story_is_public_at_once_and_seen_in_the_list(page: Stage, tmp_path: Path) -> None:
    outbound = replace(on.post(FB, (on.file_of("image", tmp_path),)), format=Format.STORY)
    assert page.will_say("photo_story__published").run("publish_story", outbound, photos="555") == Published(
        "104001_1234567890"
    )
    page.will_say("stories__page")
    found = page.connector.find(outbound, {"photos": "555"}, page.account, on.SINCE)
    assert found == Found("104001_1234567890", "https://www.facebook.com/stories/104001/1234567890")
    other = page.connector.find(outbound, {"photos": "556"}, page.account, on.SINCE)
    assert isinstance(other, CannotTell)


def test_a_story_is_one_photo_or_one_video_and_never_both(page: Stage, tmp_path: Path) -> None:
    both = (on.file_of("image", tmp_path), on.file_of("video", tmp_path))
    outbound = replace(on.post(FB, both), format=Format.STORY)
    for step in page.connector.plan(outbound):
        outcome = page.run(step.name, outbound)
        assert isinstance(outcome, Rejected)
        break
    assert page.calls == []


def test_a_message_is_sent_as_an_answer(page: Stage) -> None:
    outbound = Outbound(Act.MESSAGE, "k", "Nomor 12, Bu", target_id="900", target_kind="person")
    assert page.will_say("message__sent").run("message", outbound) == Published("m_AG5Hz2U")
    assert page.calls[0].url.path == "/v26.0/104001/messages"
    assert b"messaging_type=RESPONSE" in page.calls[0].content


WINDOWS = [(10, 2018278), (100, 2018065), (551, 1545041), (10900, 0), (10903, 0)]


@pytest.mark.parametrize(("code", "subcode"), WINDOWS)
def test_who_may_not_be_written_to_does_not_cost_the_connection(page: Stage, code: int, subcode: int) -> None:
    error = {"error": {"message": "x", "code": code, "error_subcode": subcode}}
    outbound = Outbound(Act.MESSAGE, "k", "Halo", target_id="900")
    outcome = page.will_say(httpx.Response(400, json=error)).run("message", outbound)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.REPLY


def test_mentions_and_messages_are_read_with_whom_to_answer(page: Stage) -> None:
    mentions = page.will_say("tagged__page").connector.mentions(page.account, "")
    assert isinstance(mentions, CommentPage)
    assert [(one.kind, one.remote_id, one.created_at.day) for one in mentions.comments] == [("mention", "900_12", 23)]
    messages = page.will_say("conversations__page").connector.messages(page.account, "")
    assert isinstance(messages, CommentPage)
    assert [(one.remote_id, one.author_id, one.post_id) for one in messages.comments] == [
        ("m_2", "104001", "900"),
        ("m_1", "900", "900"),
    ]


def pushed(name: str) -> Inbound:
    parser = registry.webhook(FB)
    assert parser is not None
    (one,) = parser.parse(on.body(FB, name))
    return one


def test_what_facebook_pushes_is_read_by_its_kind() -> None:
    hidden, mention, message = (
        pushed(one) for one in ("comment_hidden__on_post", "mention_added__post", "message_received__text")
    )
    assert (hidden.kind, mention.kind, message.kind) == ("comment.hidden", "mention.added", "message.added")
    assert hidden.comment is not None
    assert hidden.comment.hidden
    assert mention.comment is not None
    assert (mention.comment.author_name, mention.comment.post_id, mention.comment.kind) == ("Rani", "", "mention")
    assert message.comment is not None
    assert (message.comment.author_id, message.comment.text) == ("900", "Nomor antrean saya berapa?")
    assert message.comment.created_at.year == 2026
    assert message.event_id == pushed("message_received__text").event_id


def test_a_read_receipt_is_kept_and_is_no_message() -> None:
    assert pushed("message_read__receipt").comment is None


def test_a_consent_gives_a_long_token_and_names_what_was_declined(page: Stage) -> None:
    page.will_say("token__long", "token__long", "permissions__declined")
    keys = exchange(page)
    assert isinstance(keys, Keys)
    assert (keys.token.value, keys.expires_in) == ("token-panjang", timedelta(seconds=5_183_944))
    assert keys.scopes == {"pages_show_list"}
    assert all("rahasia-aplikasi" not in str(call.url) for call in page.calls)
    page.will_say("accounts__pages")
    found = opened(page).offers(page.account.app, {}, keys)
    assert isinstance(found, tuple), found
    (offer,) = found
    assert offer.keys.token == Secret("token-halaman")
    assert offer.keys.refresh_token == Secret("token-panjang")
    assert {"pages_manage_posts", "MODERATE"} <= set(offer.missing)
    assert "pages_show_list" not in offer.missing


def test_a_pages_token_without_an_end_has_none(page: Stage) -> None:
    subscribed = httpx.Response(200, json={"data": [{"id": "klien"}]})
    page.will_say("debug_token__page", httpx.Response(200, json={"name": "Pemkab Wajo", "id": "104001"}), subscribed)
    health = opened(page).health(page.account)
    assert isinstance(health, Health)
    assert (health.name, health.expires_in, health.note) == ("Pemkab Wajo", None, "")
    assert "read_insights" in health.missing


def test_a_page_that_no_longer_pushes_is_asked_to_again(page: Stage) -> None:
    silent, done = httpx.Response(200, json={"data": []}), httpx.Response(200, json={"success": True})
    page.will_say("debug_token__page", httpx.Response(200, json={"name": "W", "id": "104001"}), silent, done)
    assert isinstance(opened(page).health(page.account), Health)
    assert b"subscribed_fields=feed%2Cmention%2Cmessages" in page.calls[-1].content


def test_a_changed_password_ends_the_connection(page: Stage) -> None:
    health = opened(page.will_say("debug_token__password_changed")).health(page.account)
    assert isinstance(health, Unread)
    assert health.expired


def test_a_token_that_cannot_be_lengthened_is_not_overwritten(page: Stage) -> None:
    page.account = on.account(FB, refresh_token=Secret("lama"))
    refused = opened(page.will_say(on.says(FB, "error__token_expired", 400))).refresh(page.account)
    assert isinstance(refused, AuthorizationExpired)


def test_a_video_without_a_post_tells_its_views_by_its_own_figures(page: Stage) -> None:
    views = {"data": [{"name": "total_video_views", "values": [{"value": 345}]}]}
    page.will_say(httpx.Response(200, json={"id": VIDEO}), httpx.Response(200, json=views))
    figures = page.connector.figures(VIDEO, page.account)
    assert isinstance(figures, Figures)
    assert figures.views == 345
    assert figures.names["views"] == "total_video_views"
    assert page.calls[1].url.path.endswith("/video_insights")


def opened(page: Stage) -> Opener:
    made = registry.opener(FB, Http(on.HOSTS, transport=httpx.MockTransport(page._next)))
    assert made is not None
    return made


def exchange(page: Stage) -> object:
    return opened(page).exchange(page.account.app, {}, CONSENT, "kode")
