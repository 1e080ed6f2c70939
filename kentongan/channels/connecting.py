"""Connecting an account: to the platform's consent page, back with a code, to keys, to accounts one may pick.

The platform is asked outside any transaction; what it said is kept locked until somebody picks.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.db import transaction

from kentongan.channels import keys, refusals
from kentongan.channels.accounts import app_of, hosts_for, opener_of, sign_in_of, vault
from kentongan.channels.models import Connection
from kentongan.channels.services import connect_offer, standing_of
from kentongan.channels.states import ASKED, BACK, CONNECTION, DONE, FAILED, PICKING
from kentongan.connectors.contract import AuthorizationExpired, Consent, Keys, Reason, Rejected, Secret
from kentongan.connectors.permissions import listed, say
from kentongan.core import clock
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import Offer, Opener
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

ASK_WITHIN = timedelta(minutes=10)
PICK_WITHIN = timedelta(minutes=30)
SALT = "channels.connection"
RETURN_PATH = "/sambung/kembali/"
SAID_NO = "Izin tidak diberikan di {platform}. Bila itu keliru, mulai lagi dan pilih mengizinkan."
NOTHING = "Tidak ada akun {platform} yang dapat dikelola dengan izin itu. Masuk ke {platform} sebagai pengelola akun, lalu mulai lagi."
WRONG = (
    "{platform} tidak menerima nama akun atau kata sandi aplikasi itu. Buat kata sandi aplikasi baru, lalu mulai lagi."
)
TOO_MUCH = "Itu kata sandi akun, bukan kata sandi aplikasi. Demi keamanan tidak dipakai; buat kata sandi aplikasi di {platform}."
OTHER = "Izin yang diberikan bukan untuk @{handle}. Masuk ke {platform} sebagai pengelola @{handle}, lalu mulai lagi."


class ConnectingError(Exception):
    """It cannot go on; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One account of those offered, and the agency that owns it."""

    remote_id: str
    agency: Agency


# ------------------------------------------------------------------ to the platform


@transaction.atomic
def begin_connection(*, actor: Actor, platform: str, base: str, channel: Channel | None = None) -> Connection:
    """Open a walk to the platform's consent page. `base`: the address of the government that the person came by."""
    if opener_of(platform) is None:
        raise ConnectingError(
            "Platform ini tidak punya halaman izin. Catat akunnya sebagai akun yang diunggah sendiri."
        )
    at = clock.now()
    return Connection.objects.create(
        government_id=actor.government_id,
        person_id=actor.person_id,
        platform=platform,
        channel=channel,
        world=channel.world if channel else world_of(actor.government_id),
        base=base,
        nonce=secrets.token_urlsafe(24),
        verifier=vault().lock(secrets.token_urlsafe(48)),
        began_at=at,
        ends_at=at + ASK_WITHIN,
    )


def world_of(government_id: int) -> str:
    """Where new accounts of a government live: its world of the sandbox, or (empty) the real platforms."""
    return Government.objects.get(pk=government_id).code if settings.SANDBOX_URL else ""


def address_of(connection: Connection) -> str:
    """The consent page to send the person to."""
    return _opener(connection).address(app_of(connection.platform), hosts_for(connection.world), _consent(connection))


def asked_scopes(connection: Connection) -> tuple[str, ...]:
    """The permissions that will be asked for, in the platform's own words."""
    return _opener(connection).scopes


def asked_in_words(connection: Connection) -> list[tuple[str, str]]:
    """The same, each as what it lets us do and the platform's own name."""
    return [(say(scope), scope) for scope in asked_scopes(connection)]


def _opener(connection: Connection) -> Opener:
    opener = opener_of(connection.platform)
    if opener is None:
        raise LookupError(connection.platform)
    return opener


def _consent(connection: Connection) -> Consent:
    state = signing.dumps([connection.government_id, connection.nonce], salt=SALT)
    redirect = f"{settings.BASE_URL.rstrip('/')}{RETURN_PATH}"
    return Consent(redirect=redirect, state=state, verifier=vault().open(connection.verifier))


def read_state(state: str) -> tuple[int, str]:
    """Whose walk a state names: government and nonce. ConnectingError when we did not write it."""
    try:
        government_id, nonce = signing.loads(state, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as problem:
        raise ConnectingError("Alamat ini tidak berasal dari Kentongan. Mulai lagi dari halaman Akun.") from problem
    return int(government_id), str(nonce)


# ------------------------------------------------------------------ without a consent page


def needs_password(connection: Connection) -> bool:
    """Tell whether the platform has no consent page, and takes a name and an app password instead."""
    return sign_in_of(connection.platform, connection.world) is not None


def sign_in(*, actor: Actor, connection: Connection, name: str, password: str) -> Connection:
    """Turn a name and an app password into accounts to pick from. The password is used once and kept nowhere."""
    return _finish(actor, connection, lambda: _ask_in(connection, name, Secret(password)))


def _ask_in(connection: Connection, name: str, password: Secret) -> tuple[Offer, ...] | str:
    how = sign_in_of(connection.platform, connection.world)
    if how is None:
        raise LookupError(connection.platform)
    offers = how(name.strip().removeprefix("@"), password)
    if isinstance(offers, tuple):
        return _fitting(connection, offers)
    if isinstance(offers, AuthorizationExpired | Rejected):
        said = TOO_MUCH if offers.code == Reason.PERMISSION else WRONG
        return said.format(platform=connection.platform_name)
    return refusals.say(offers, connection.platform_name)


# ------------------------------------------------------------------ and back


def finish_connection(*, actor: Actor, connection: Connection, code: str) -> Connection:
    """Turn the code that came back into accounts to pick from; once. ConnectingError when it was used or is too old."""
    no = SAID_NO.format(platform=connection.platform_name)
    return _finish(actor, connection, lambda: _ask(connection, code) if code else no)


def _finish(actor: Actor, connection: Connection, ask: Callable[[], tuple[Offer, ...] | str]) -> Connection:
    """Use the walk up, ask the platform outside any transaction, keep what it says."""
    with within(actor.government_id):
        _take(actor, connection)
    found = ask()
    with within(actor.government_id):
        connection.refresh_from_db()
        return _failed(connection, found) if isinstance(found, str) else _offered(actor, connection, found)


def _take(actor: Actor, connection: Connection) -> None:
    mine = Connection.objects.filter(
        government_id=actor.government_id,
        pk=connection.pk,
        person_id=actor.person_id,
        state=ASKED,
        ends_at__gt=clock.now(),
    )
    if not mine.update(state=BACK):
        raise ConnectingError("Sambungan ini sudah dipakai atau lewat 10 menit. Mulai lagi dari awal.")


def _ask(connection: Connection, code: str) -> tuple[Offer, ...] | str:
    opener, app, hosts = _opener(connection), app_of(connection.platform), hosts_for(connection.world)
    held = opener.exchange(app, hosts, _consent(connection), code)
    if not isinstance(held, Keys):
        return refusals.say(held, connection.platform_name)
    offers = opener.offers(app, hosts, held)
    if not isinstance(offers, tuple):
        return refusals.say(offers, connection.platform_name)
    return _fitting(connection, offers)


def _fitting(connection: Connection, offers: tuple[Offer, ...]) -> tuple[Offer, ...] | str:
    channel = connection.channel
    if channel is None:
        return offers or NOTHING.format(platform=connection.platform_name)
    same = tuple(offer for offer in offers if offer.remote_id == channel.remote_id)
    return same or OTHER.format(platform=connection.platform_name, handle=channel.handle)


def _offered(actor: Actor, connection: Connection, offers: tuple[Offer, ...]) -> Connection:
    _move(connection, PICKING)
    connection.offers, connection.ends_at = keys.lock_offers(offers), clock.now() + PICK_WITHIN
    connection.save(update_fields=["state", "offers", "ends_at"])
    if connection.channel and not offers[0].missing:
        pick = Pick(offers[0].remote_id, connection.channel.agency)
        connect_picked(actor=actor, connection=connection, picks=[pick], although_missing=False)
    return connection


def _failed(connection: Connection, why: str) -> Connection:
    _move(connection, FAILED)
    connection.note, connection.offers = why[:300], ""
    connection.save(update_fields=["state", "note", "offers"])
    return connection


def _move(connection: Connection, state: str) -> None:
    CONNECTION.check(connection.state, state)
    connection.state = state


# ------------------------------------------------------------------ picking


def offers_of(connection: Connection, actor: Actor) -> list[Offer]:
    """The accounts the person may pick from; none for anybody else, after half an hour, or once picked."""
    open_still = connection.state == PICKING and connection.ends_at > clock.now()
    return keys.open_offers(connection.offers) if open_still and connection.person_id == actor.person_id else []


@transaction.atomic
def connect_picked(
    *, actor: Actor, connection: Connection, picks: Sequence[Pick], although_missing: bool
) -> list[Channel]:
    """Connect the accounts that were picked. ConnectingError: none, or permissions lack; TakenError: somebody else's."""
    held = Connection.objects.select_for_update(of=("self",)).get(government_id=actor.government_id, pk=connection.pk)
    offers = {offer.remote_id: offer for offer in offers_of(held, actor)}
    if not picks or any(pick.remote_id not in offers for pick in picks):
        raise ConnectingError("Pilihan ini sudah tidak berlaku. Mulai lagi dari awal.")
    for pick in picks:
        _check_scopes(offers[pick.remote_id], asked_scopes(held), although_missing=although_missing)
    given_at = held.ends_at - PICK_WITHIN
    channels = [
        connect_offer(
            actor=actor,
            platform=held.platform,
            agency=pick.agency,
            offer=offers[pick.remote_id],
            at=given_at,
            standing=standing_of(pick.agency),
            world=held.world,
        )
        for pick in picks
    ]
    _move(held, DONE)
    held.offers, held.channel = "", channels[0]
    held.save(update_fields=["state", "offers", "channel"])
    connection.refresh_from_db()
    return channels


def _check_scopes(offer: Offer, wanted: Sequence[str], *, although_missing: bool) -> None:
    if offer.missing and set(offer.missing) >= set(wanted):
        raise ConnectingError(f"Tidak satu izin pun diberikan untuk {offer.name}. Mulai lagi dan beri izinnya.")
    if offer.missing and not although_missing:
        raise ConnectingError(
            f"Yang belum diizinkan untuk {offer.name}: {listed(offer.missing)}. Mulai lagi, atau sambungkan apa adanya."
        )
