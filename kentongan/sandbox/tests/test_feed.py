"""What the public sees and does in the practice feed."""

from __future__ import annotations

import re

import pytest

from kentongan.sandbox.tests.conftest import IDS, World


def page(world: World, path: str = "/") -> str:
    answer = world.client.get(f"/dunia/wajo{path}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("platform", IDS)
def test_every_feed_shows_its_posts_and_says_that_it_is_practice(world: World, platform: str) -> None:
    world.seed(platform, "Kerja bakti Sabtu", title="Kerja bakti")
    html = page(world, f"/umpan/{platform}")
    assert "Kerja bakti Sabtu" in html
    assert "bukan media sosial sungguhan" in html


def test_a_visitor_without_a_login_comments_as_rani_and_is_remembered(world: World) -> None:
    post_id = world.seed("instagram")
    address = f"/dunia/wajo/umpan/instagram/{post_id}"
    assert 'value="Rani"' in world.client.get(address).text
    sent = world.client.post(
        f"{address}/komentar", data={"teks": "jalan berlubang\r\nsudah 3 bulan", "nama": "Ibu Sitti"}
    )
    assert sent.status_code == 303
    html = world.client.get(address).text
    assert "ibu_sitti" in html
    assert 'value="Ibu Sitti"' in html
    comment = world.record()["komentar"][0]
    assert (comment["text"], comment["official"], comment["via"]) == ("jalan berlubang\nsudah 3 bulan", False, "feed")


def test_the_official_answer_stands_under_the_comment(world: World) -> None:
    post_id = world.seed("instagram")
    comment_id = world.citizen("instagram", post_id, "Jalan berlubang")
    address = f"graph.facebook.com/v26.0/{comment_id}/replies"
    world.call("instagram", "POST", address, data={"message": "Kami perbaiki Kamis"})
    html = page(world, f"/umpan/instagram/{post_id}")
    assert html.index("Jalan berlubang") < html.index("Kami perbaiki Kamis")
    assert "akun resmi" in html


def test_an_empty_comment_is_explained_and_not_kept(world: World) -> None:
    address = f"/dunia/wajo/umpan/x/{world.seed('x')}"
    answer = world.client.post(f"{address}/komentar", data={"teks": "  "}, follow_redirects=True)
    assert "Komentar masih kosong" in answer.text
    assert world.record()["komentar"] == []


def test_likes_are_taken_back_shares_and_views_add_up(world: World) -> None:
    post_id = world.seed("facebook")
    address = f"/dunia/wajo/umpan/facebook/{post_id}"
    for act in ("suka", "suka", "suka", "bagikan"):
        world.client.post(f"{address}/{act}")
    before = world.record()["kiriman"][0]
    page(world, "/umpan/facebook")
    after = world.record()["kiriman"][0]
    assert (after["reactions"], after["shares"]) == (1, 1)
    assert after["views"] == before["views"] + 1


def test_what_citizens_write_is_shown_as_text_only(world: World) -> None:
    post_id = world.seed("facebook")
    world.citizen("facebook", post_id, "<script>alert(1)</script>")
    assert "<script>" not in page(world, f"/umpan/facebook/{post_id}")


def test_pages_obey_a_strict_policy_and_hold_no_inline_style_or_script(world: World) -> None:
    world.seed("tiktok")
    answer = world.client.get("/dunia/wajo/umpan/tiktok")
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script|style=|<style| on[a-z]+=", answer.text)


def test_a_form_sent_by_another_site_is_refused(world: World) -> None:
    address = f"/dunia/wajo/umpan/x/{world.seed('x')}/komentar"
    answer = world.client.post(address, data={"teks": "x"}, headers={"Origin": "http://jahat.example"})
    assert answer.status_code == 403


def test_long_feeds_and_long_talks_are_read_page_by_page(world: World) -> None:
    posts = [world.seed("facebook", f"Kiriman {n}", at=1_790_000_000 + n) for n in range(12)]
    first = page(world, "/umpan/facebook")
    older = re.search(r'href="/dunia/wajo(/umpan/facebook\?sebelum=[^"]+)"', first)
    assert older
    second = page(world, older[1])
    assert posts[-1] in first
    assert posts[0] not in first
    assert posts[0] in second
    for n in range(41):
        world.citizen("facebook", posts[0], f"Komentar ke-{n}.")
    talk = page(world, f"/umpan/facebook/{posts[0]}")
    assert "Komentar ke-40." in talk
    assert "Komentar ke-0." not in talk
    assert "Lihat komentar lebih lama" in talk


def test_empty_feeds_teach_the_next_step_and_lost_addresses_lead_back(world: World) -> None:
    assert "Belum ada kiriman" in page(world, "/umpan/youtube")
    world.client.put("/_kendali/dunia/kosong", json={"title": "Kosong"})
    assert "Belum ada akun" in world.client.get("/dunia/kosong/").text
    lost = world.client.get("/dunia/wajo/umpan/x/404")
    assert (lost.status_code, "Tidak ada apa-apa" in lost.text) == (404, True)
    assert "Kabupaten Wajo" in world.client.get("/").text


def test_a_platforms_own_links_lead_to_the_post(world: World) -> None:
    x, youtube = world.seed("x"), world.seed("youtube", title="Panen")
    assert world.client.get(f"/dunia/wajo/x.com/pemkabwajo/status/{x}").location.endswith(f"/umpan/x/{x}")
    assert world.client.get(f"/dunia/wajo/www.youtube.com/watch?v={youtube}").location.endswith(
        f"/umpan/youtube/{youtube}"
    )


def test_a_video_can_be_played_from_the_middle(world: World, video: bytes) -> None:
    kept = world.sandbox.shelf.keep(video)
    answer = world.client.get(f"/dunia/wajo/media/{kept.sha256}", headers={"Range": "bytes=100-199"})
    assert (answer.status_code, answer.data, answer.mimetype) == (206, video[100:200], "video/mp4")
    answer.close()
    assert world.client.get("/dunia/wajo/media/..%2Fsandbox.sqlite3").status_code == 404
