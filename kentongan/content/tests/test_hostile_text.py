"""Whatever somebody types goes out sign for sign, or is refused with a sentence; the sandbox's own record is the judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kentongan.approvals.selectors import waiting_for
from kentongan.approvals.services import approve
from kentongan.channels import accounts
from kentongan.channels.models import Channel
from kentongan.connectors.contract import Platform
from kentongan.connectors.tests.contract import world as worlds
from kentongan.content.models import Post
from kentongan.content.services import Draft, NotReadyError, save_draft, start_post, submit_for_review
from kentongan.core import clock
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from kentongan.outbox.runner import run_once
from tests import builders

pytestmark = pytest.mark.as_worker

NAUGHTY = {
    "markup": "<script>alert('x')</script> <b>Gratis</b> &amp; {{ judul }} {% now %} **tebal** \\n %s",
    "turned": "Buka \u202egnp.exe\u202c hari ini, \u2067kanan ke kiri\u2069 lalu biasa.",
    "unseen": "Imuni\u200bsasi\u200d gra\u2060tis tanpa\u00adsyarat",
    "emoji": "👨‍👩‍👧‍👦🏳️‍🌈🇮🇩👍🏽",
    "composed": "Cafe\u0301 dan Café, ﬁle, Å",
    "lines": "Satu\n\n\nDua\t\tTiga   empat",
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with worlds.running(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def world(base: str, settings: Any) -> Iterator[worlds.World]:
    settings.SANDBOX_URL = base
    accounts.http.cache_clear()
    world = worlds.World(base, "wajo")
    told = [
        {"platform": platform, "remote_id": worlds.REMOTE_IDS[platform], "name": "Wajo", "token": "made-up"}
        for platform in (Platform.FACEBOOK, Platform.X)
    ]
    world.control("PUT", "", {"title": "Wajo", "accounts": told, "rules": worlds.RULES})
    yield world
    accounts.http.cache_clear()


@pytest.fixture
def channels(ayu: Person, bima: Person, dinas_kesehatan: Agency) -> dict[str, Channel]:
    made = {
        platform.value: builders.channel(
            dinas_kesehatan, platform.value, world="wajo", remote_id=worlds.REMOTE_IDS[platform]
        )
        for platform in (Platform.FACEBOOK, Platform.X)
    }
    builders.entitled(ayu, *made.values())
    return made


@pytest.fixture
def write(ayu: Person, channels: dict[str, Channel]) -> Callable[..., Post]:
    actor = builders.actor_of(ayu)

    def written(story: str, *platforms: str) -> Post:
        post = start_post(actor=actor, title="Uji", story=story)
        wanted = [channels[platform].pk for platform in platforms]
        words = Draft(title="Uji", story=story, pillar="layanan", channels=wanted)
        return save_draft(actor=actor, post=post, revision=post.revision, draft=words)

    return written


def goes_out(ayu_acts: Actor, bima_acts: Actor, post: Post) -> None:
    submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    request = waiting_for(bima_acts).get()
    approve(actor=bima_acts, approval=request, content_hash=request.content_hash)
    for _ in range(6):
        run_once(clock.now())


def refused(ayu_acts: Actor, post: Post) -> list[str]:
    with pytest.raises(NotReadyError) as refusal:
        submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    return [check.title for check in refusal.value.checks]


@pytest.fixture
def ayu_acts(ayu: Person) -> Actor:
    return builders.actor_of(ayu)


@pytest.mark.parametrize("story", NAUGHTY.values(), ids=NAUGHTY.keys())
def test_hostile_text_goes_out_sign_for_sign(
    world: worlds.World, write: Callable[..., Post], ayu_acts: Actor, bima_acts: Actor, story: str
) -> None:
    goes_out(ayu_acts, bima_acts, write(story, "facebook", "x"))
    for platform in (Platform.FACEBOOK, Platform.X):
        assert [one["text"] for one in world.public(platform)].count(story) == 1


def test_the_longest_text_facebook_takes_goes_out_whole_and_one_sign_more_is_refused(
    world: worlds.World, write: Callable[..., Post], ayu_acts: Actor, bima_acts: Actor
) -> None:
    longest = "<é👍>" + "a" * (63_206 - 4)
    assert len(longest) == 63_206
    assert refused(ayu_acts, write(longest + "!", "facebook")) == [
        "Versi Facebook lewat 1 huruf menurut hitungan Facebook."
    ]
    goes_out(ayu_acts, bima_acts, write(longest, "facebook"))
    assert [one["text"] for one in world.public(Platform.FACEBOOK)].count(longest) == 1


def test_x_refuses_the_same_text_with_a_sentence_and_nothing_of_it_is_cut(
    write: Callable[..., Post], ayu_acts: Actor
) -> None:
    assert refused(ayu_acts, write("a" * 63_206, "x")) == ["Versi X lewat 62926 huruf menurut hitungan X."]


def test_a_sign_with_which_x_takes_no_post_is_told_before_approval(write: Callable[..., Post], ayu_acts: Actor) -> None:
    assert refused(ayu_acts, write("Gra\ufefftis", "x")) == ["Versi X memuat tanda tak terlihat yang ditolak X."]


@pytest.mark.parametrize("host", ["192.168.1.10", "localhost", "169.254.169.254", "2130706433", "[::1]"])
def test_a_link_into_a_private_network_is_refused_before_approval(
    write: Callable[..., Post], ayu_acts: Actor, host: str
) -> None:
    story = f"Unduh formulir di http://{host}/formulir.pdf sebelum Jumat."
    assert refused(ayu_acts, write(story, "facebook", "x")) == [f"Tautan ke {host} tidak dapat dibuka warga"]
