"""Walks the connector through the real network: `python -m tests.real_network.walk FOLDER`, inside a network of its own.

Rani, a citizen, comes with the network's official Python package, so that two readings of the same documents meet.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from atproto import Client, exceptions, models
from PIL import Image

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Absent,
    Account,
    Act,
    Advanced,
    AppKeys,
    CommentPage,
    Figures,
    Found,
    Health,
    Keys,
    MediaFile,
    Offer,
    Outbound,
    Platform,
    Published,
    Reason,
    Rejected,
    RemoteComment,
    Safety,
    Secret,
    Unread,
)
from kentongan.connectors.folder import Desk
from kentongan.core.http import Http
from tests.real_network.servers import running

T = TypeVar("T")
TEXT = "Jembatan Cenrana ditutup. Tanya @rani.test atau https://wajo.example/jembatan. #Wajo 🌉"
NOBODY = AppKeys("", Secret(""))
PATIENCE = 60


def until(ask: Callable[[], T | None]) -> T:
    """The AppView shows things about a second late."""
    end = time.monotonic() + PATIENCE
    last: Exception | None = None
    while time.monotonic() < end:
        try:
            found = ask()
        except exceptions.AtProtocolError as problem:
            last, found = problem, None
        if found:
            return found
        time.sleep(0.3)
    raise TimeoutError(f"never shown: {last}")


def enough(found: dict[str, RemoteComment], wanted: set[str], number: int = 0) -> dict[str, RemoteComment] | None:
    return found if wanted <= set(found) and len(found) >= number else None


@dataclass
class Town:
    """The government's account, as our connector holds it."""

    http: Http
    account: Account
    folder: Path

    def __post_init__(self) -> None:
        self.connector = registry.connector(Platform.BLUESKY, self.http)

    def act(self, outbound: Outbound) -> Published:
        memory: dict[str, str] = {}
        outcome: Any = None
        for step in self.connector.plan(outbound):
            outcome = self.connector.run(step.name, outbound, memory, self.account)
            assert isinstance(outcome, Advanced | Published), (step, outcome)
            memory |= outcome.memory
            if step.safety is Safety.COMMIT:
                again = self.connector.run(step.name, outbound, memory, self.account)
                assert again == outcome, f"twice is not once: {outcome} {again}"
        assert isinstance(outcome, Published), outcome
        return outcome

    def find(self, outbound: Outbound, memory: Mapping[str, str]) -> Any:
        return self.connector.find(outbound, memory, self.account, datetime.now(UTC))

    def comments(self, post_id: str) -> dict[str, RemoteComment]:
        page = self.connector.comments(post_id, self.account, "")
        return {one.remote_id: one for one in page.comments} if isinstance(page, CommentPage) else {}

    def heard(self) -> dict[str, RemoteComment]:
        page = self.connector.mentions(self.account, "")
        assert isinstance(page, CommentPage), page
        return {one.remote_id: one for one in page.comments}

    def counted(self, post_id: str) -> Figures | None:
        told = self.connector.figures(post_id, self.account)
        whole = isinstance(told, Figures) and told.comments and told.reactions and told.shares
        return told if isinstance(told, Figures) and whole else None

    def stands(self, outbound: Outbound) -> bool:
        return isinstance(self.find(outbound, {}), Found)


def newcomer(base: str, handle: str) -> Client:
    client = Client(f"{base}/xrpc")
    given = {"handle": handle, "email": f"{handle}@example.org", "password": "kata-sandi-utama"}
    client.com.atproto.server.create_account(given)
    until(lambda: client.login(handle, "kata-sandi-utama"))
    return client


def opened(base: str, owner: Client, folder: Path) -> Town:
    """Connect the account as a person does: an app password, and never the account's own."""
    http = Http([base], private_ok=True)
    hosts = {"bsky.social": base, "bsky.app": "https://bsky.app"}
    sign_in = registry.sign_in(Platform.BLUESKY, Desk(http, NOBODY, hosts))
    assert sign_in is not None
    main = sign_in("wajo.test", Secret("kata-sandi-utama"))
    assert isinstance(main, Rejected), main
    assert main.code == Reason.PERMISSION
    told = owner.com.atproto.server.create_app_password({"name": "Kentongan"})
    offers = sign_in("@wajo.test", Secret(told.password))
    assert isinstance(offers, tuple), offers
    offer = offers[0]
    assert isinstance(offer, Offer)
    assert (offer.handle, offer.missing) == ("wajo.test", ())
    assert offer.keys.expires_in
    account = Account(offer.remote_id, offer.keys.token, hosts, NOBODY, offer.keys.refresh_token)
    return Town(http, account, folder)


def photo(folder: Path) -> MediaFile:
    written = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(written, "PNG")
    path = folder / "jembatan.png"
    path.write_bytes(written.getvalue())
    size = len(written.getvalue())
    return MediaFile("image", "image/png", size, "", path, "", "Jembatan Cenrana dari utara", 64, 48)


def a_post_goes_out_with_a_picture(town: Town, rani: Client) -> Published:
    outbound = Outbound(Act.PUBLISH, "kiriman-1", TEXT, media=(photo(town.folder),))
    assert town.find(outbound, {}) == Absent()
    published = town.act(outbound)
    found = town.find(outbound, {})
    assert isinstance(found, Found)
    assert found.remote_id == published.remote_id
    later = {"at": "2026-12-31T00:00:00.000Z"}
    assert town.connector.run("post", replace(outbound, media=()), later, town.account) == published
    shown = until(lambda: rani.get_post_thread(published.remote_id)).thread.post
    assert shown.record.text == TEXT
    assert shown.record.created_at < later["at"]
    assert shown.embed.images[0].alt == "Jembatan Cenrana dari utara"
    marked = {
        TEXT.encode()[one.index.byte_start : one.index.byte_end].decode(): one.features[0]
        for one in shown.record.facets
    }
    assert set(marked) == {"@rani.test", "https://wajo.example/jembatan", "#Wajo"}
    assert marked["@rani.test"].did == rani.me.did
    return published


def a_citizen_asks_and_is_answered(town: Town, rani: Client, post_id: str) -> None:
    post = until(lambda: rani.get_posts([post_id])).posts[0]
    ours = models.create_strong_ref(post)
    link = models.AppBskyFeedPost.ReplyRef(parent=ours, root=ours)
    question = rani.send_post("Sampai kapan?", reply_to=link)
    rani.like(post.uri, post.cid)
    rani.repost(post.uri, post.cid)
    named = rani.send_post("Halo @wajo.test", facets=_naming(town.account.remote_id))
    seen = until(lambda: town.comments(post_id).get(question.uri))
    assert (seen.text, seen.author_id, seen.parent_id, seen.post_id) == ("Sampai kapan?", rani.me.did, "", post_id)
    heard = until(lambda: enough(town.heard(), {question.uri, named.uri}))
    assert (heard[question.uri].kind, heard[question.uri].post_id) == ("comment", post_id)
    assert heard[named.uri].kind == "mention"
    answer = Outbound(Act.REPLY, "jawaban-1", "Sampai Jumat.", reply_to=question.uri, post_id=post_id)
    answered = town.act(answer)
    shown = until(lambda: town.comments(post_id).get(answered.remote_id))
    assert shown.parent_id == question.uri
    counted = until(lambda: town.counted(post_id))
    assert (counted.views, counted.reactions, counted.comments, counted.shares) == (None, 1, 1, 1)
    elsewhere = town.act(Outbound(Act.REPLY, "jawaban-2", "Halo Rani.", reply_to=named.uri))
    assert until(lambda: rani.get_post_thread(elsewhere.remote_id)).thread.post.record.reply.root.uri == named.uri
    _hidden_and_shown(town, post_id, question.uri)
    citizens = replace(answer, act=Act.DELETE, key="hapus-0", target_id=question.uri, target_kind="comment")
    step = town.connector.plan(citizens)[0]
    assert isinstance(town.connector.run(step.name, citizens, {}, town.account), Rejected)
    town.act(replace(citizens, key="hapus-1", target_id=answered.remote_id))
    assert not town.stands(answer)


def _naming(did: str) -> list[Any]:
    place = models.AppBskyRichtextFacet.ByteSlice(byte_start=5, byte_end=15)
    return [models.AppBskyRichtextFacet.Main(index=place, features=[models.AppBskyRichtextFacet.Mention(did=did)])]


def _hidden_and_shown(town: Town, post_id: str, comment_id: str) -> None:
    hide = Outbound(Act.HIDE, "sembunyi-1", "", target_id=comment_id, target_kind="comment", post_id=post_id)
    for _ in range(2):
        town.act(hide)
    until(lambda: town.comments(post_id)[comment_id].hidden or None)
    town.act(replace(hide, act=Act.UNHIDE, key="sembunyi-2"))
    until(lambda: not town.comments(post_id)[comment_id].hidden or None)


def a_thread_goes_out_and_is_taken_back_whole(town: Town, rani: Client) -> None:
    thread = Outbound(
        Act.PUBLISH, "utas-1", "Satu", link="https://wajo.example/utas", title="Utas", parts=("Dua", "Tiga")
    )
    published = town.act(thread)
    remark = Outbound(Act.COMMENT, "komentar-1", "Tautan lengkap", post_id=published.remote_id)
    town.act(remark)
    shown = until(lambda: enough(town.comments(published.remote_id), set(), 3))
    assert sorted(one.text for one in shown.values()) == ["Dua", "Tautan lengkap", "Tiga"]
    dua = next(one for one in shown.values() if one.text == "Dua")
    assert next(one for one in shown.values() if one.text == "Tiga").parent_id == dua.remote_id
    card = until(lambda: rani.get_post_thread(published.remote_id)).thread.post.embed.external
    assert (card.uri, card.title) == ("https://wajo.example/utas", "Utas")
    town.act(Outbound(Act.DELETE, "hapus-2", "", target_id=published.remote_id))
    kept = town.account.remote_id
    left = rani.com.atproto.repo.list_records({"repo": kept, "collection": "app.bsky.feed.post"}).records
    assert not {"Satu", "Dua", "Tiga", "Tautan lengkap"} & {one.value.text for one in left}
    town.act(Outbound(Act.DELETE, "hapus-3", "", target_id=published.remote_id))


def a_post_is_taken_away(town: Town, rani: Client, post_id: str) -> None:
    town.act(Outbound(Act.DELETE, "hapus-4", "", target_id=post_id))
    assert town.find(Outbound(Act.PUBLISH, "kiriman-1", TEXT), {}) == Absent()
    until(lambda: not rani.get_posts([post_id]).posts or None)
    gone = town.connector.figures(post_id, town.account)
    assert isinstance(gone, Unread)
    assert gone.code == Reason.GONE


def keys_are_renewed_and_given_back(town: Town) -> None:
    opener = registry.opener(Platform.BLUESKY, town.http)
    assert opener is not None
    assert opener.health(town.account) == Health("wajo.test")
    fresh = opener.refresh(town.account)
    assert isinstance(fresh, Keys), fresh
    town.account = replace(town.account, token=fresh.token, refresh_token=fresh.refresh_token)
    assert isinstance(opener.health(town.account), Health)
    assert opener.revoke(town.account) is None
    assert not isinstance(opener.refresh(town.account), Keys)


def main(folder: Path) -> None:
    with running(folder) as base:
        owner, rani = newcomer(base, "wajo.test"), newcomer(base, "rani.test")
        town = opened(base, owner, folder)
        post = a_post_goes_out_with_a_picture(town, rani)
        a_citizen_asks_and_is_answered(town, rani, post.remote_id)
        a_thread_goes_out_and_is_taken_back_whole(town, rani)
        a_post_is_taken_away(town, rani, post.remote_id)
        keys_are_renewed_and_given_back(town)
    sys.stdout.write("walked\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
