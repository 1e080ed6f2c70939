"""Everything a screen shows about a post being written: versions with their counts, and what still has to be put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import rights, usable
from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content.choices import known, worth_asking
from kentongan.content.desk_rules import Check, rule_checks, texts_of
from kentongan.content.desk_series import Ahead, Time, ahead_of, series_checks, times_of
from kentongan.content.desk_template import tag_notes, template_notes
from kentongan.content.extras import Extra, Words
from kentongan.content.fingerprint import hash_of, media_for
from kentongan.content.fitting import notes
from kentongan.content.library_use import concerns_of, day_of
from kentongan.content.options import Options, options_of
from kentongan.content.rules import cover_beside, misfits, one_of_each, too_late, unit_of, used
from kentongan.content.selectors import channels_to_choose, media_of, versions_of, with_copies
from kentongan.content.urgent import unless_urgent
from kentongan.core import clock
from kentongan.core.links import private_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kentongan.channels.models import Channel
    from kentongan.channels.rules import Verdict
    from kentongan.connectors.contract import Capabilities
    from kentongan.content.fitting import Misfit
    from kentongan.content.models import Post, Version
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor


PLAIN = frozenset({"text", "title", "media"})


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
    said: Words  #: as the public reads it; of a repeated post, at its next time

    @property
    def plain_misfits(self) -> tuple[Misfit, ...]:
        """Those of the words and the media."""
        return tuple(misfit for misfit in self.misfits if misfit.field in PLAIN)

    @property
    def more_misfits(self) -> tuple[Misfit, ...]:
        """Those of everything beside them."""
        return tuple(misfit for misfit in self.misfits if misfit.field not in PLAIN)

    @property
    def carries(self) -> str:
        """Which media it takes, in words."""
        pictures = sum(asset.is_image for asset in self.media)
        videos = [asset for asset in self.media if not asset.is_image]
        films = f"video {videos[0].seconds:.0f} detik" if len(videos) == 1 else f"{len(videos)} video" if videos else ""
        return " dan ".join(words for words in (f"{pictures} foto" if pictures else "", films) if words)

    @property
    def copies(self) -> Mapping[int, Asset]:
        """Files made for this channel alone, each under its original's key."""
        return self.version.copies if self.version else {}

    @property
    def cover(self) -> Asset | None:
        """The picture that stands for the video before it plays."""
        pictures = [asset for asset in self.media if asset.is_image]
        beside = self.able.needs_video or cover_beside(self.able, self.extra, pictures)
        return pictures[0] if pictures and beside else None

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
    ahead: Ahead
    day: date  #: on which it goes out, as far as that is known

    @property
    def times(self) -> list[Time]:
        """The next times of a repeated post, with its words on each."""
        said = [(side.channel.platform_name, side.version.words) for side in self.sides if side.version]
        return times_of(self.ahead, said)

    @property
    def chosen(self) -> tuple[Side, ...]:
        """The channels the post goes to."""
        return tuple(side for side in self.sides if side.version)

    @property
    def asset_groups(self) -> list[tuple[Asset, list[tuple[Asset, str]]]]:
        """The media with the shapes of one thing together: the first of them, and each with the channels that take it."""
        groups: dict[str, list[tuple[Asset, str]]] = {}
        for asset in self.assets:
            names = [side.channel.platform_name for side in self.chosen if asset in side.media]
            groups.setdefault(asset.one_of or str(asset.pk), []).append((asset, ", ".join(dict.fromkeys(names))))
        return [(shapes[0][0], shapes if shapes[0][0].one_of else []) for shapes in groups.values()]

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
    versions = {version.channel_id: version for version in with_copies(versions_of(post))}
    person, ahead = whose or actor.person_id, ahead_of(post)
    channels = channels_to_choose(actor, post)
    verdicts = rights(actor.government_id, person, channels, ChannelAct.PUBLISH)
    sides = tuple(
        _side(channel, versions.get(channel.pk), assets, verdict, ahead)
        for channel, verdict in zip(channels, verdicts, strict=True)
    )
    day = day_of(post, actor.zone)
    checks = unless_urgent(post, (*_checks(post, sides, assets, day), *_series(ahead, sides)))
    return Desk(post, sides, assets, checks, hash_of(post, versions.values(), assets), ahead, day)


def _side(channel: Channel, version: Version | None, assets: Sequence[Asset], verdict: Verdict, ahead: Ahead) -> Side:
    able = registry.capabilities(Platform(channel.platform))
    extra, choices = version.more if version else Extra(), known(channel)
    options = options_of(able, extra, choices)
    if version is None:
        return Side(channel, None, able, 0, (), (), None, extra, options, Words("", "", extra))
    version.channel = channel
    files = version.files(assets)
    long = version.words.reworded(ahead.widest)
    found = misfits(channel.platform_name, able, long.text, long.title, files, long.more, choices)
    length, said = used(able.post_text, long.text), ahead.said(version.words)
    return Side(channel, version, able, length, media_for(version, assets), found, verdict, extra, options, said)


def _checks(post: Post, sides: Sequence[Side], assets: Sequence[Asset], day: date) -> Iterator[Check]:
    chosen = [side for side in sides if side.version]
    texts = texts_of(post, [(side.channel, side.version, side.extra) for side in chosen if side.version])
    yield from rule_checks(post, texts, assets)
    yield from _private_links(texts)
    yield from _missing(post, chosen)
    for side in chosen:
        yield from _of_channel(side, assets)
    yield from _undescribed(assets)
    for title, why in template_notes(post):
        yield Check(title, why, stops=False, fix="answers")
    for title, why in tag_notes(post, [text for _, text in texts]):
        yield Check(title, why, stops=False, fix="story")
    yield from _unplayable(assets)
    yield from _without_right(post, assets, day)
    if not post.recurrence and too_late(post.publish_at, clock.now()):
        why = "Pilih waktu lain, atau terbitkan segera setelah disetujui."
        yield Check("Waktu terbitnya sudah lewat", why, stops=True, fix="time")


def _series(ahead: Ahead, sides: Sequence[Side]) -> Iterator[Check]:
    said = [(side.channel.platform, str(side.channel.pk), side.version.words) for side in sides if side.version]
    for title, why, stops, fix in series_checks(ahead, said):
        yield Check(title, why, stops, fix=fix)


def _private_links(texts: Sequence[tuple[str, str]]) -> Iterator[Check]:
    places = (place for _, text in texts for place in private_links(text))
    for place in dict.fromkeys(places):
        why = "Alamat itu hanya ada di jaringan kantor atau di perangkat Anda. Ganti dengan alamat yang terbuka untuk umum."
        yield Check(f"Tautan ke {place} tidak dapat dibuka warga", why, stops=True, fix="story")


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
    kinds = [asset.kind for asset in one_of_each(side.able, assets)]
    for title, why in notes(side.channel.platform_name, side.able, side.extra, kinds):
        yield Check(title, why, stops=False, fix=_place(side, "format"))


def _place(side: Side, field: str) -> str:
    if field == "text":
        return f"v-{side.channel.pk}"
    return field if field in PLAIN else f"v-{side.channel.pk}-{field}"


def _without_right(post: Post, assets: Sequence[Asset], day: date) -> Iterator[Check]:
    for _, concern in concerns_of(post, assets, day):
        yield Check(concern.title, concern.remedy, concern.stops, source=concern.source, fix="media")


def _undescribed(assets: Sequence[Asset]) -> Iterator[Check]:
    for asset in assets:
        if asset.is_image and not asset.alt_text.strip():
            why = "Warga yang tidak melihat foto mendengar teks ini dibacakan. Tulis apa yang tampak."
            yield Check(f"Foto “{asset.name}” belum punya teks alternatif", why, stops=True, fix=f"alt-{asset.pk}")


def _unplayable(assets: Sequence[Asset]) -> Iterator[Check]:
    """Videos that nobody could watch: platforms would take them, and refuse them much later."""
    for asset in assets:
        if asset.is_broken:
            title = f"Video “{asset.name}”: {asset.get_plays_display().lower()}"
            why = "Berkasnya rusak atau terpotong. Putar di perangkat asalnya, simpan ulang, lalu unggah lagi."
            yield Check(title, why, stops=True, fix="media")
