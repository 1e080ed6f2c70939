"""Everything a screen shows about a post being written: versions with their counts, and what still has to be put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import rights, usable
from kentongan.compliance.selectors import findings_in
from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content.choices import known, worth_asking
from kentongan.content.extras import Extra
from kentongan.content.fingerprint import hash_of, media_for
from kentongan.content.fitting import notes
from kentongan.content.options import Options, options_of
from kentongan.content.rules import misfits, too_late, unit_of, used
from kentongan.content.selectors import channels_to_choose, media_of, versions_of
from kentongan.core import clock
from kentongan.core.links import private_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kentongan.channels.models import Channel
    from kentongan.channels.rules import Verdict
    from kentongan.compliance.rules import Finding
    from kentongan.connectors.contract import Capabilities
    from kentongan.content.fitting import Misfit
    from kentongan.content.models import Post, Version
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor


PLAIN = frozenset({"text", "title", "media"})


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. `stops`: it keeps the post from being submitted. `fix`: what the button does, if there is one."""

    title: str
    why: str
    stops: bool
    source: str = ""
    fix: str = ""  #: "cover", "alt", "title", "story", "channels", "media", "time" or a version's "v-<channel>"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One channel of the post: the version, if chosen, with what its platform makes of it."""

    channel: Channel
    version: Version | None
    able: Capabilities
    used: int
    media: tuple[Asset, ...]
    misfits: tuple[Misfit, ...]
    verdict: Verdict | None
    extra: Extra
    options: Options | None

    @property
    def plain_misfits(self) -> tuple[Misfit, ...]:
        """Those of the words and the media."""
        return tuple(misfit for misfit in self.misfits if misfit.field in PLAIN)

    @property
    def more_misfits(self) -> tuple[Misfit, ...]:
        """Those of everything beside them."""
        return tuple(misfit for misfit in self.misfits if misfit.field not in PLAIN)

    @property
    def asks(self) -> bool:
        """The account has more to tell about its choices."""
        return self.version is not None and worth_asking(self.channel)

    @property
    def limit(self) -> int:
        """The greatest length, in the platform's unit."""
        return self.able.post_text.maximum

    @property
    def unit(self) -> str:
        """What is counted."""
        return unit_of(self.able.post_text.counting)

    @property
    def fits(self) -> bool:
        """Nothing keeps the channel from carrying this version."""
        return not self.misfits


@dataclass(frozen=True, slots=True)
class Desk:
    """A post as its writer sees it."""

    post: Post
    sides: tuple[Side, ...]
    assets: tuple[Asset, ...]
    checks: tuple[Check, ...]
    content_hash: str

    @property
    def chosen(self) -> tuple[Side, ...]:
        """The channels the post goes to."""
        return tuple(side for side in self.sides if side.version)

    @property
    def stops(self) -> tuple[Check, ...]:
        """What must be put right first."""
        return tuple(check for check in self.checks if check.stops)

    @property
    def ready(self) -> bool:
        """It can be submitted."""
        return not self.stops


def desk_of(actor: Actor, post: Post, *, whose: int | None = None) -> Desk:
    """Read a post with everything about it. `whose`: the person under whose right it goes out (the actor by default)."""
    assets = tuple(row.asset for row in media_of(post))
    versions = {version.channel_id: version for version in versions_of(post)}
    person = whose or actor.person_id
    channels = channels_to_choose(actor, post)
    verdicts = rights(actor.government_id, person, channels, ChannelAct.PUBLISH)
    sides = tuple(
        _side(channel, versions.get(channel.pk), assets, verdict)
        for channel, verdict in zip(channels, verdicts, strict=True)
    )
    checks = tuple(_checks(post, sides, assets))
    return Desk(post, sides, assets, checks, hash_of(post, versions.values(), assets))


def _side(channel: Channel, version: Version | None, assets: Sequence[Asset], verdict: Verdict) -> Side:
    able = registry.capabilities(Platform(channel.platform))
    extra, choices = version.more if version else Extra(), known(channel)
    options = options_of(able, extra, choices)
    if version is None:
        return Side(channel, None, able, 0, (), (), None, extra, options)
    version.channel = channel
    found = misfits(channel.platform_name, able, version.text, version.title, assets, extra, choices)
    length = used(able.post_text, version.text)
    return Side(channel, version, able, length, media_for(version, assets), found, verdict, extra, options)


def _checks(post: Post, sides: Sequence[Side], assets: Sequence[Asset]) -> Iterator[Check]:
    chosen = [side for side in sides if side.version]
    yield from _personal(post, chosen)
    yield from _private_links(post, chosen)
    yield from _missing(post, chosen)
    for side in chosen:
        yield from _of_channel(side, assets)
    yield from _undescribed(assets)
    if too_late(post.publish_at, clock.now()):
        why = "Pilih waktu lain, atau terbitkan segera setelah disetujui."
        yield Check("Waktu terbitnya sudah lewat", why, stops=True, fix="time")


def _personal(post: Post, chosen: Sequence[Side]) -> Iterator[Check]:
    """The rule pack on every text the public would read; the same finding in several versions is told once."""
    texts = _texts(post, chosen)
    told: set[tuple[str, bool]] = set()
    for finding in (finding for text in texts for finding in findings_in(post.government_id, text)):
        if (finding.rule.id, finding.blocks) not in told:
            told.add((finding.rule.id, finding.blocks))
            yield _finding(finding)


def _texts(post: Post, chosen: Sequence[Side]) -> list[str]:
    """Every text the public would read."""
    texts = [f"{post.title}\n{post.story}"]
    texts += [f"{side.version.title}\n{side.version.text}" for side in chosen if side.version and side.version.by_hand]
    return texts + [words for side in chosen for words in side.extra.sayings() if words]


def _private_links(post: Post, chosen: Sequence[Side]) -> Iterator[Check]:
    places = (place for text in _texts(post, chosen) for place in private_links(text))
    for place in dict.fromkeys(places):
        why = "Alamat itu hanya ada di jaringan kantor atau di perangkat Anda. Ganti dengan alamat yang terbuka untuk umum."
        yield Check(f"Tautan ke {place} tidak dapat dibuka warga", why, stops=True, fix="story")


def _finding(finding: Finding) -> Check:
    rule = finding.rule
    why = f"{finding.found}. {rule.demand}"
    return Check(finding.title, why, finding.blocks, source=rule.citation, fix="cover", rule=rule.id)


def _missing(post: Post, chosen: Sequence[Side]) -> Iterator[Check]:
    if not post.story.strip():
        yield Check("Belum ada tulisan", "Tulis apa yang perlu diketahui warga.", stops=True, fix="story")
    if not post.title.strip():
        yield Check("Belum ada judul", "Judul dipakai di kalender dan sebagai judul video.", stops=True, fix="title")
    if not chosen:
        yield Check("Belum ada kanal", "Pilih paling sedikit satu kanal.", stops=True, fix="channels")


def _of_channel(side: Side, assets: Sequence[Asset]) -> Iterator[Check]:
    if side.verdict is not None and not side.verdict:
        yield Check(side.verdict.sentence, side.verdict.remedy, stops=True, fix="channels")
    if not usable(side.channel):
        why = side.channel.state_reason or "Admin koordinator dapat menyambungkannya lagi di halaman Akun."
        yield Check(f"{side.channel} sedang tidak tersambung", why, stops=False)
    for misfit in side.misfits:
        yield Check(misfit.sentence, misfit.remedy, stops=True, fix=_place(side, misfit.field))
    for title, why in notes(side.channel.platform_name, side.able, side.extra, [asset.kind for asset in assets]):
        yield Check(title, why, stops=False, fix=_place(side, "format"))


def _place(side: Side, field: str) -> str:
    if field == "text":
        return f"v-{side.channel.pk}"
    return field if field in PLAIN else f"v-{side.channel.pk}-{field}"


def _undescribed(assets: Sequence[Asset]) -> Iterator[Check]:
    for asset in assets:
        if asset.is_image and not asset.alt_text.strip():
            why = "Warga yang tidak melihat foto mendengar teks ini dibacakan. Tulis apa yang tampak."
            yield Check(f"Foto “{asset.name}” belum punya teks alternatif", why, stops=True, fix=f"alt-{asset.pk}")
