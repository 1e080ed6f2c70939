"""What every platform's connector must show, whatever its vocabulary. A platform supplies one case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Absent,
    Act,
    CannotTell,
    CommentPage,
    Figures,
    Outbound,
    OutcomeUnknown,
    Platform,
    RateLimited,
    Reason,
    Rejected,
    Retryable,
    Safety,
    Unread,
)
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage

JSON = {"content-type": "application/json"}
HTML = httpx.Response(502, html="<html>Bad Gateway</html>")


@dataclass(frozen=True)
class Commit:
    """A platform's call that makes something public."""

    platform: Platform
    step: str
    act: Act

    def outbound(self, folder: Path) -> Outbound:
        if self.act is Act.REPLY:
            return on.answer()
        return on.post(self.platform, (on.file_of("image", folder),))


COMMITS = [
    Commit(Platform.FACEBOOK, "publish", Act.PUBLISH),
    Commit(Platform.FACEBOOK, "reply", Act.REPLY),
    Commit(Platform.INSTAGRAM, "publish", Act.PUBLISH),
    Commit(Platform.INSTAGRAM, "reply", Act.REPLY),
    Commit(Platform.X, "create_post", Act.PUBLISH),
    Commit(Platform.X, "create_post", Act.REPLY),
    Commit(Platform.YOUTUBE, "reply", Act.REPLY),
    Commit(Platform.BLUESKY, "post", Act.PUBLISH),
    Commit(Platform.BLUESKY, "post", Act.REPLY),
]
every_commit = pytest.mark.parametrize("commit", COMMITS, ids=lambda one: f"{one.platform}-{one.act}")
every_platform = pytest.mark.parametrize("platform", sorted(registry.PLATFORMS))


@every_commit
@pytest.mark.parametrize(
    "lost",
    [
        httpx.ReadTimeout("hangs"),
        httpx.ReadError("reset"),
        httpx.RemoteProtocolError("cut"),
        HTML,
        httpx.Response(200, html="<html>Selamat datang</html>"),
        httpx.Response(200, content=b'{"id": "10', headers=JSON),
        httpx.Response(200, content=b"[]", headers=JSON),
        httpx.Response(200, content=b"{}", headers=JSON),
        httpx.Response(503, content=b'{"error": {"code": 2, "message": "x"}}', headers=JSON),
        httpx.Response(404, html="<html>404</html>"),
        httpx.Response(400, content=b"{}", headers=JSON),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Exception) else f"{one.status_code}-{one.content[:8]!r}",
)
def test_a_commit_without_a_readable_answer_is_in_doubt_and_never_published(
    commit: Commit, lost: on.Script, tmp_path: Path
) -> None:
    outcome = Stage(commit.platform).will_say(lost).run(commit.step, commit.outbound(tmp_path), container="1")
    assert isinstance(outcome, OutcomeUnknown), outcome


@every_commit
@pytest.mark.parametrize("never", [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow")])
def test_a_commit_that_was_surely_not_sent_may_be_sent_again(
    commit: Commit, never: httpx.RequestError, tmp_path: Path
) -> None:
    outcome = Stage(commit.platform).will_say(never).run(commit.step, commit.outbound(tmp_path), container="1")
    assert isinstance(outcome, Retryable), outcome


@every_commit
def test_too_many_requests_means_wait_and_nothing_went_out(commit: Commit, tmp_path: Path) -> None:
    busy = httpx.Response(429, html="<html>slow down</html>")
    outcome = Stage(commit.platform).will_say(busy).run(commit.step, commit.outbound(tmp_path), container="1")
    assert isinstance(outcome, RateLimited), outcome
    assert outcome.retry_after.total_seconds() > 0


@every_commit
def test_the_token_goes_into_a_header_and_never_into_an_address(commit: Commit, tmp_path: Path) -> None:
    stage = Stage(commit.platform).will_say(HTML)
    stage.run(commit.step, commit.outbound(tmp_path), container="1")
    assert stage.calls[0].headers["authorization"] == f"Bearer {on.TOKEN}"
    assert all(on.TOKEN not in str(call.url) for call in stage.calls)


@every_commit
def test_no_token_comes_back_in_what_is_told(commit: Commit, tmp_path: Path) -> None:
    echo = httpx.Response(500, html=f"<html>Authorization: Bearer {on.TOKEN}</html>")
    outcome = Stage(commit.platform).will_say(echo).run(commit.step, commit.outbound(tmp_path), container="1")
    assert on.TOKEN not in repr(outcome)


@every_platform
@pytest.mark.parametrize("lost", [httpx.ReadTimeout("hangs"), HTML, httpx.Response(200, content=b'{"id"')])
def test_a_read_that_fails_is_told_as_such(platform: Platform, lost: on.Script) -> None:
    stage = Stage(platform).will_say(lost)
    figures = stage.connector.figures("1", stage.account)
    assert isinstance(figures, Unread), figures
    assert not figures.expired
    if registry.capabilities(platform).reads_comments:
        assert isinstance(stage.connector.comments("1", stage.account, ""), Unread)


@every_platform
def test_half_a_search_proves_nothing(platform: Platform, tmp_path: Path) -> None:
    stage = Stage(platform).will_say(HTML)
    media = (on.file_of("video" if registry.capabilities(platform).videos else "image", tmp_path),)
    memory = {
        "container": "1",
        "publish_id": "1",
        "session": "https://youtube.googleapis.com/upload/youtube/v3/videos?upload_id=1",
    }
    finding = stage.connector.find(on.post(platform, media), memory, stage.account, on.SINCE)
    assert isinstance(finding, CannotTell), finding


@every_platform
def test_what_a_platform_leaves_out_is_unknown_and_not_zero(platform: Platform) -> None:
    bare: dict[Platform, str | on.Script] = {
        Platform.YOUTUBE: httpx.Response(200, json={"items": [{"id": "1"}]}),
        Platform.TIKTOK: httpx.Response(200, json={"data": {"videos": [{"id": "1"}]}, "error": {"code": "ok"}}),
        Platform.BLUESKY: httpx.Response(200, json={"posts": [{"uri": "1"}]}),
    }
    stage = Stage(platform).will_say(bare.get(platform, httpx.Response(200, json={"id": "1", "data": {"id": "1"}})))
    figures = stage.connector.figures("1", stage.account)
    assert isinstance(figures, Figures), figures
    assert (figures.views, figures.reactions, figures.comments, figures.shares) == (None, None, None, None)


@every_platform
def test_a_plan_ends_in_what_publishes_or_after_it(platform: Platform, tmp_path: Path) -> None:
    able = registry.capabilities(platform)
    media = (on.file_of("video" if able.videos else "image", tmp_path),)
    connector = Stage(platform).connector
    steps = connector.plan(on.post(platform, media))
    publishing = [step for step in steps if step.safety is not Safety.REPEATABLE]
    assert len(publishing) == 1
    assert len({step.name for step in steps}) == len(steps)


@every_platform
def test_what_a_platform_has_no_api_for_is_refused_without_a_call(platform: Platform, tmp_path: Path) -> None:
    able = registry.capabilities(platform)
    stage = Stage(platform)
    wrong = [on.post(platform, (on.file_of("image", tmp_path),) * (able.images + 1))]
    wrong += [on.answer()] if able.reply_text is None else [replace(on.answer(), reply_to="")]
    wrong += [] if able.text_only else [on.post(platform, ())]
    for outbound in wrong:
        (step,) = stage.connector.plan(outbound)
        outcome = stage.run(step.name, outbound)
        assert isinstance(outcome, Rejected)
        assert outcome.code == Reason.UNSUPPORTED
    assert stage.calls == []


@pytest.mark.parametrize("platform", [Platform.FACEBOOK, Platform.X, Platform.YOUTUBE, Platform.TIKTOK])
def test_a_file_that_is_gone_is_told_and_not_raised(platform: Platform, tmp_path: Path) -> None:
    able = registry.capabilities(platform)
    media = on.file_of("video" if able.videos else "image", tmp_path)
    media.path.unlink()
    answer = "status__uploading" if platform is Platform.TIKTOK else httpx.Response(200, json={"data": {"id": "1"}})
    stage = Stage(platform).will_say(answer)
    outbound = on.post(platform, (media,))
    step = {Platform.FACEBOOK: "publish", Platform.X: "upload_media", Platform.YOUTUBE: "open_session"}
    outcome = stage.run(step.get(platform, "upload"), outbound)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.MEDIA


@every_platform
def test_capabilities_and_registry_tell_the_same(platform: Platform) -> None:
    able = registry.capabilities(platform)
    assert Stage(platform).connector.capabilities == able
    assert (registry.webhook(platform) is not None) == able.pushes_comments
    assert able.post_text.source
    assert registry.scopes(platform)
    if not able.reads_comments:
        told = Stage(platform).connector.comments("1", on.account(platform), "")
        assert isinstance(told, Unread)


@pytest.mark.parametrize(
    ("platform", "text", "length"),
    [
        (Platform.X, "Hello, world! 👋", 16),
        (Platform.X, "lihat https://wajokab.go.id/berita/jembatan-cenrana-dibuka-kembali", 29),
        (Platform.X, "", 0),
        (Platform.TIKTOK, "👋", 2),
        (Platform.INSTAGRAM, "👋", 1),
        (Platform.FACEBOOK, "ᨓᨍᨚ", 3),
        (Platform.YOUTUBE, "é", 2),
    ],
)
def test_a_text_is_counted_as_the_platform_counts_it(platform: Platform, text: str, length: int) -> None:
    assert registry.count(platform, text) == length


PAGES = [
    (Platform.FACEBOOK, "comments__page", ["777_888", "777_889"], ["", "777_888"]),
    (Platform.INSTAGRAM, "comments__page", ["17870001", "17870002"], ["", "17870001"]),
    (
        Platform.X,
        "conversation__tweet_words",
        ["1990000000000000003", "1990000000000000002"],
        ["1990000000000000002", ""],
    ),
    (
        Platform.X,
        "conversation__post_words",
        ["1990000000000000003", "1990000000000000002"],
        ["1990000000000000002", ""],
    ),
    (Platform.YOUTUBE, "comment_threads__page", ["Ugw1", "Ugw1.abc"], ["", "Ugw1"]),
]


@pytest.mark.parametrize(("platform", "name", "ids", "parents"), PAGES)
def test_a_page_of_comments_is_read(platform: Platform, name: str, ids: list[str], parents: list[str]) -> None:
    stage = Stage(platform).will_say(name)
    root = "1990000000000000001" if platform is Platform.X else "p1"
    page = stage.connector.comments(root, stage.account, "")
    assert isinstance(page, CommentPage), page
    assert [one.remote_id for one in page.comments] == ids
    assert [one.parent_id for one in page.comments] == parents
    assert {one.created_at.year for one in page.comments} == {2026}
    assert bool(page.cursor) == (platform is not Platform.INSTAGRAM)


FIGURES = [
    (Platform.FACEBOOK, ("figures__post", "insights__views"), 3),
    (Platform.INSTAGRAM, ("figures__media", "insights__views_shares"), 3),
    (Platform.X, ("figures__tweet_words",), 3),
    (Platform.X, ("figures__post_words",), 3),
    (Platform.YOUTUBE, ("statistics__video",), None),
    (Platform.TIKTOK, ("video_query__figures",), 3),
]


@pytest.mark.parametrize(("platform", "names", "shares"), FIGURES)
def test_figures_are_read_with_the_platforms_own_names(
    platform: Platform, names: tuple[str, ...], shares: int | None
) -> None:
    stage = Stage(platform).will_say(*names)
    figures = stage.connector.figures("104001_777", stage.account)
    assert isinstance(figures, Figures), figures
    assert (figures.views, figures.reactions, figures.comments, figures.shares) == (345, 12, 2, shares)
    assert set(figures.names) >= {"views", "reactions", "comments"}


FOUND = [
    (Platform.FACEBOOK, ("published_posts__page",), "104001_777"),
    (Platform.INSTAGRAM, ("container__published", "media__page"), "17990001"),
    (Platform.X, ("timeline__page",), "1990000000000000001"),
    (Platform.YOUTUBE, ("video__uploaded",), "vid00000001"),
    (Platform.TIKTOK, ("status__complete", "video_query__figures"), "7561234567890123456"),
]


@pytest.mark.parametrize(("platform", "names", "remote_id"), FOUND)
def test_a_post_in_doubt_is_found_by_what_it_says(
    platform: Platform, names: tuple[str, ...], remote_id: str, tmp_path: Path
) -> None:
    stage = Stage(platform).will_say(*names)
    text = (
        "Jembatan & jalan dibuka https://wajokab.go.id"
        if platform is Platform.X
        else "Jembatan  Cenrana dibuka kembali "
    )
    outbound = on.post(platform, (on.file_of("image", tmp_path),), text)
    session = "https://youtube.googleapis.com/upload/youtube/v3/videos?upload_id=1"
    memory = {"container": "1", "publish_id": "1", "session": session}
    finding = stage.connector.find(outbound, memory, stage.account, on.SINCE)
    assert not isinstance(finding, Absent | CannotTell), finding
    assert finding.remote_id == remote_id
    assert finding.permalink


@pytest.mark.parametrize(("platform", "names", "remote_id"), FOUND[:3])
def test_the_same_words_from_before_are_not_this_post(
    platform: Platform, names: tuple[str, ...], remote_id: str, tmp_path: Path
) -> None:
    stage = Stage(platform).will_say(*names)
    outbound = on.post(platform, (on.file_of("image", tmp_path),), "Jembatan Cenrana dibuka kembali")
    later = on.SINCE.replace(hour=23)
    finding = stage.connector.find(outbound, {"container": "1"}, stage.account, later)
    assert isinstance(finding, Absent | CannotTell), finding
