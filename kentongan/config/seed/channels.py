"""The official accounts of the demo: they live in the sandbox, and their keys are made up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kentongan.channels.models import Channel, Grant
from kentongan.channels.services import connect, grant
from kentongan.connectors.contract import Platform
from kentongan.core import clock
from kentongan.organizations.actor import Actor, system
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within

ID_FORMS = {"facebook": ("1000", 15), "instagram": ("1784", 17), "x": ("17", 19), "tiktok": ("70", 19)}
ALL_FIVE = (Platform.FACEBOOK, Platform.INSTAGRAM, Platform.X, Platform.YOUTUBE, Platform.TIKTOK)
FACEBOOK, INSTAGRAM = ALL_FIVE[0], ALL_FIVE[1]


@dataclass(frozen=True, slots=True)
class Voice:
    """The accounts of one agency and who holds a grant on them (sign-in names)."""

    agency: str
    name: str
    handle: str
    platforms: tuple[str, ...]
    holders: tuple[str, ...]
    standing: str = Channel.Standing.AGENCY


WAJO = (
    Voice("diskominfo", "Pemkab Wajo", "pemkabwajo.latihan", ALL_FIVE, ("eko",)),
    Voice("dinas-kesehatan", "Dinas Kesehatan Wajo", "dinkeswajo.latihan", ALL_FIVE, ("ayu", "eko")),
    Voice("dinas-pu", "Dinas PU Wajo", "dinaspuwajo.latihan", (FACEBOOK, INSTAGRAM), ("citra", "tirta", "eko")),
    Voice(
        "kepala-daerah",
        "Bupati Wajo",
        "bupatiwajo.latihan",
        (FACEBOOK, INSTAGRAM),
        ("gilang", "eko"),
        Channel.Standing.LEADER,
    ),
)


def voices_of(government: Government) -> tuple[Voice, ...]:
    """Give the accounts of a government, by agency."""
    if government.code == "wajo":
        return WAJO
    name, handle = f"Pemkot {government.short_name}", f"pemkot{government.code}.latihan"
    return (Voice("diskominfo", name, handle, (INSTAGRAM,), (government.code,)),)


def remote_id(government_code: str, platform: str, handle: str) -> str:
    """Make up an account id of the platform's own form, the same each time."""
    digest = hashlib.sha256(f"{government_code}/{platform}/{handle}".encode())
    if platform == "youtube":
        return f"UC{digest.hexdigest()[:22]}"
    lead, length = ID_FORMS[platform]
    rest = length - len(lead)
    return lead + str(int(digest.hexdigest(), 16) % 10**rest).zfill(rest)


def token(government_code: str, platform: str, handle: str, kind: str = "akses") -> str:
    """Make up the key that opens an account of the sandbox."""
    return f"latihan-{kind}-{government_code}-{platform}-{handle}"


def seed(government: Government) -> None:
    """Connect the accounts and hand out grants; what is there stays as it is."""
    with within(government.pk):
        actor = system(government.pk)
        for voice in voices_of(government):
            agency = Agency.objects.get(government=government, code=voice.agency)
            for platform in voice.platforms:
                channel = _channel(actor, government, agency, voice, platform)
                _grant(actor, channel, voice.holders)


def _channel(actor: Actor, government: Government, agency: Agency, voice: Voice, platform: str) -> Channel:
    remote = remote_id(government.code, platform, voice.handle)
    known = Channel.objects.filter(government=government, platform=platform, remote_id=remote).first()
    return known or connect(
        actor=actor,
        agency=agency,
        platform=platform,
        name=voice.name,
        handle=voice.handle,
        remote_id=remote,
        token=token(government.code, platform, voice.handle),
        refresh_token=token(government.code, platform, voice.handle, "segar"),
        standing=voice.standing,
        world=government.code,
    )


def _grant(actor: Actor, channel: Channel, logins: tuple[str, ...]) -> None:
    people = Person.objects.filter(government_id=actor.government_id, user__username__in=logins)
    held = Grant.objects.filter(government_id=actor.government_id, channel=channel).values_list("person_id", flat=True)
    for person in people.exclude(pk__in=list(held)):
        grant(actor=actor, channel=channel, person=person, starts=date(clock.now().year - 1, 1, 2))


def accounts_of(government: Government) -> Iterator[dict[str, object]]:
    """Give each account as the sandbox's control API takes it."""
    for hue, voice in enumerate(voices_of(government)):
        for platform in voice.platforms:
            yield {
                "platform": platform,
                "remote_id": remote_id(government.code, platform, voice.handle),
                "name": voice.name,
                "handle": voice.handle,
                "token": token(government.code, platform, voice.handle),
                "refresh_token": token(government.code, platform, voice.handle, "segar"),
                "avatar_hue": 190 + hue * 70,
            }
