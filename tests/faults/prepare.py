"""Run as a program of its own: put a government, an official, accounts and many promises into a fresh database.

Reads JSON from standard input: `wanted` as `[[platform, text, shape?], …]`, each on an account of its own, and `crowd`, see `gather`.
Writes `promises` as `{text: [delivery id, account]}` and `accounts` as the sandbox takes them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from kentongan.channels.models import Channel
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Person
    from kentongan.outbox.models import Delivery
    from kentongan.outbox.payload import Payload

CROWD = "uji.ramai"
FAR = timedelta(days=300)
VIDEO_PLATFORMS = frozenset({"youtube", "tiktok"})
SHAPES = ("", "text", "thread", "photo", "video", "reel")
"""Of a promise; empty: a photo, on platforms of videos a video."""


@dataclass
class Official:
    """Ayu, her files, and what she has promised so far."""

    person: Person
    actor: Actor
    photo: Asset
    film: Asset
    promises: dict[str, tuple[str, str]] = field(default_factory=dict)
    accounts: list[dict[str, str]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def account(self, platform: str) -> Channel:
        """Give her one more account, its keys and the right to use it."""
        from tests import builders

        number = next(self.numbers)
        remote_id = f"UC{number:010}" if platform == "youtube" else f"17841{number:012}"
        channel = builders.channel(self.person.agency, platform, world="gangguan", remote_id=remote_id)
        key = f"kunci-{remote_id}"
        give_token(channel, key)
        builders.grant(self.person, channel)
        told = {"platform": platform, "remote_id": remote_id, "name": f"Akun {number}", "token": key}
        self.accounts.append(told | {"refresh_token": key})
        return channel

    def payload(self, platform: str, text: str, shape: str = "") -> Payload:
        """What is to be said."""
        from kentongan.connectors.contract import Format
        from kentongan.outbox.payload import Payload

        assert shape in SHAPES, shape
        video = platform in VIDEO_PLATFORMS or shape in {"video", "reel"}
        files = () if shape in {"text", "thread"} else (self.film.pk if video else self.photo.pk,)
        return Payload(
            text=text,
            title=text if platform in VIDEO_PLATFORMS else "",
            media=files,
            parts=(f"{text} (2)", f"{text} (3)") if shape == "thread" else (),
            format=Format.REEL if shape == "reel" else Format.FEED,
        )

    def promise(self, channel: Channel, payload: Payload, kind: str = "uji.gangguan") -> Delivery:
        """Promise it for a day far away."""
        from kentongan.connectors.contract import Act
        from kentongan.core import clock
        from kentongan.outbox.services import schedule

        delivery = schedule(
            actor=self.actor,
            channel=channel,
            act=Act.PUBLISH,
            subject_type=kind,
            subject_id=next(self.numbers),
            payload=payload,
            run_at=clock.now() + FAR,
            person_id=self.person.pk,
            agency_id=self.person.agency_id,
        )
        self.promises[payload.text] = (str(delivery.pk), channel.remote_id)
        return delivery


def main() -> None:
    django.setup()
    from kentongan.tenancy.scope import within
    from tests import builders

    told: dict[str, Any] = json.load(sys.stdin)
    wajo = builders.government("wajo")
    with within(wajo.pk):
        ayu = official()
        for platform, text, *shape in told["wanted"]:
            ayu.promise(ayu.account(platform), ayu.payload(platform, text, *shape))
        if told["crowd"]:
            gather(ayu, **told["crowd"])
    json.dump({"promises": ayu.promises, "accounts": ayu.accounts}, sys.stdout)


def official() -> Official:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from kentongan.media.services import store_upload
    from kentongan.media.tests.files import jpeg, mp4
    from tests import builders

    ayu = builders.person("Ayu Larasati")
    actor = builders.actor_of(ayu)
    builders.appointment(ayu)
    builders.competency(ayu)
    photo = store_upload(actor=actor, upload=SimpleUploadedFile("a.jpg", jpeg()), alt_text="Posyandu")
    film = store_upload(actor=actor, upload=SimpleUploadedFile("a.mp4", mp4()), alt_text="")
    return Official(ayu, actor, photo, film)


def gather(ayu: Official, *, accounts: int, count: int) -> None:
    """`accounts` on every platform and `count` promises spread over all of them; no budget of ours holds them back."""
    from kentongan.outbox.governor import ensure_bucket
    from kentongan.outbox.models import AppBucket, ChannelBucket, Delivery

    platforms = {"facebook": "photo", "instagram": "photo", "x": "text", "youtube": "video", "tiktok": "video"}
    places = [(platform, ayu.account(platform)) for _ in range(accounts) for platform in platforms]
    patterns: dict[str, Delivery] = {}
    copies: list[Delivery] = []
    for number in range(count):
        platform, channel = places[number % len(places)]
        payload = ayu.payload(platform, f"Kabar {number} untuk warga", platforms[platform])
        if platform not in patterns:
            patterns[platform] = ayu.promise(channel, payload, CROWD)
        else:
            copies.append(_copy(ayu, patterns[platform], channel, payload))
    Delivery.objects.bulk_create(copies, batch_size=500)
    AppBucket.objects.all().delete()
    # Not deleted: one that is missing is made anew, with the day's cap, as soon as a platform says that it is busy.
    for _, channel in places:
        ensure_bucket(channel)
    plenty = {"capacity": 1e6, "tokens": 1e6, "per_second": 1e3}
    ChannelBucket.objects.filter(government_id=ayu.person.government_id).update(**plenty)


def _copy(ayu: Official, pattern: Delivery, channel: Channel, payload: Payload) -> Delivery:
    """Much quicker than to promise each by itself; the row is the same."""
    from kentongan.core.ids import uuid7
    from kentongan.outbox.models import Delivery

    values = {one.attname: getattr(pattern, one.attname) for one in Delivery._meta.concrete_fields}
    files = [ayu.film if asset == ayu.film.pk else ayu.photo for asset in payload.media]
    written = payload.hash([file.sha256 for file in files])
    values |= {
        "id": uuid7(), "channel_id": channel.pk, "subject_id": str(next(ayu.numbers)), "payload": payload.as_json(),
        "payload_hash": written, "approved_hash": written,
    }  # fmt: skip
    ayu.promises[payload.text] = (str(values["id"]), channel.remote_id)
    return Delivery(**values)


def give_token(channel: Channel, token: str) -> None:
    from kentongan.channels.accounts import vault
    from kentongan.channels.models import Credential

    locked = vault().lock(token)
    Credential.objects.filter(channel=channel).update(token=locked, refresh_token=locked)


if __name__ == "__main__":
    main()
