"""Run as a program of its own: put a government, an official, accounts and many promises into a fresh database.

Reads from standard input what is wanted as JSON `[[platform, text], …]`; writes `{text: [delivery id, account]}`.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from kentongan.channels.models import Channel

FAR = timedelta(days=300)


def main() -> None:
    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile

    from kentongan.connectors.contract import Act
    from kentongan.core import clock
    from kentongan.media.services import store_upload
    from kentongan.media.tests.files import jpeg, mp4
    from kentongan.outbox.payload import Payload
    from kentongan.outbox.services import schedule
    from kentongan.tenancy.scope import within
    from tests import builders

    wanted: list[list[str]] = json.load(sys.stdin)
    wajo = builders.government("wajo")
    with within(wajo.pk):
        ayu = builders.person("Ayu Larasati")
        actor = builders.actor_of(ayu)
        builders.appointment(ayu)
        builders.competency(ayu)
        photo = store_upload(actor=actor, upload=SimpleUploadedFile("a.jpg", jpeg()), alt_text="Posyandu")
        film = store_upload(actor=actor, upload=SimpleUploadedFile("a.mp4", mp4()), alt_text="")
        made: dict[str, list[str]] = {}
        for number, (platform, text) in enumerate(wanted):
            remote_id = f"UC{number:010}" if platform == "youtube" else f"17841{number:012}"
            channel = builders.channel(ayu.agency, platform, world="gangguan", remote_id=remote_id)
            give_token(channel, f"kunci-{remote_id}")
            builders.grant(ayu, channel)
            video = platform in {"youtube", "tiktok"}
            delivery = schedule(
                actor=actor,
                channel=channel,
                act=Act.PUBLISH,
                subject_type="uji.gangguan",
                subject_id=number,
                payload=Payload(text=text, title=text if video else "", media=(film.pk if video else photo.pk,)),
                run_at=clock.now() + FAR,
                person_id=ayu.pk,
                agency_id=ayu.agency_id,
            )
            made[text] = [str(delivery.pk), remote_id]
    json.dump(made, sys.stdout)


def give_token(channel: Channel, token: str) -> None:
    from kentongan.channels.accounts import vault
    from kentongan.channels.models import Credential

    locked = vault().lock(token)
    Credential.objects.filter(channel=channel).update(token=locked, refresh_token=locked)


if __name__ == "__main__":
    main()
