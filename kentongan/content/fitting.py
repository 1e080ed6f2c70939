"""Whether a channel can carry what goes beside a version's words, said so that its writer knows what to do. Pure."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kentongan.connectors.contract import COVER_PHOTO, Format
from kentongan.connectors.counting import count
from kentongan.content.extras import DAY, shaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kentongan.connectors.contract import Capabilities, Choice, PollLimit
    from kentongan.content.extras import Extra

FORMATS = {Format.FEED: "Kiriman", Format.REEL: "Reel", Format.STORY: "Cerita"}


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a channel cannot carry a version, and what can be done about it."""

    sentence: str
    remedy: str
    field: str  #: "text", "title", "media", or of the extras "format", "link", "part-2", "poll", "comment", "set-…"


def called(name: str, form: Format) -> str:
    """The channel with its format: "Reel Instagram"."""
    return name if form is Format.FEED else f"{FORMATS[form]} {name}"


def extra_misfits(name: str, able: Capabilities, extra: Extra, choices: Sequence[Choice]) -> Iterator[Misfit]:
    """Everything beside the words that keeps the channel `name` from carrying a version."""
    yield from _link(extra)
    yield from _parts(name, able, extra)
    if extra.poll and able.poll:
        yield from _poll(name, able.poll, extra.poll.options, extra.poll.minutes)
    yield from _comment(name, able, extra)
    for choice in choices:
        value = extra.settings.get(choice.name) or choice.default
        if value not in dict(choice.options):
            remedy = f"Pilih di Pilihan {name}: {' / '.join(label for _, label in choice.options)}."
            yield Misfit(f"{name}: “{choice.label}” belum dipilih.", remedy, f"set-{choice.name}")


def notes(name: str, able: Capabilities, extra: Extra, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What will look otherwise than one might think; it keeps nothing from going out. `kinds`: of the post's media."""
    if unseen := able.unseen_by(extra.settings):
        said = dict(unseen.options)[extra.settings.get(unseen.name, unseen.default)]
        yield f"Warga tidak akan melihat kiriman di {name}", f"Anda memilih “{unseen.label}: {said}”."
    if extra.poll and kinds:
        yield f"Jajak pendapat di {name} tayang tanpa foto atau video", "Foto dan video tetap dipakai di kanal lain."
    if extra.format is Format.FEED:
        return
    here = called(name, extra.format)
    limit = shaped(able, extra.format)
    covered = extra.settings.get(able.cover) == COVER_PHOTO if able.cover else False
    if len(kinds) > max(limit.images, limit.videos) + covered:
        first = "videonya" if limit.videos and "video" in kinds else "foto pertama"
        yield f"{here} memuat satu saja: {first}", "Yang lain tetap dipakai di kanal lain."
    if extra.format is Format.STORY:
        yield f"Tulisan tidak tampil di {here}", "Bila warga perlu membacanya, tulis di fotonya atau pilih Kiriman."


def _link(extra: Extra) -> Iterator[Misfit]:
    if extra.link and not is_web_address(extra.link):
        remedy = "Salin alamatnya dari peramban, lengkap dengan https:// di depannya."
        yield Misfit("Tautannya bukan alamat yang dapat dibuka warga.", remedy, "link")


def is_web_address(link: str) -> bool:
    """Tell whether anyone on the internet could open it: a web address with a public name or number."""
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or any(letter.isspace() for letter in link):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        name = host.rstrip(".")
        return "." in name and name.rpartition(".")[2].isalpha() and not name.endswith((".local", ".internal"))


def _parts(name: str, able: Capabilities, extra: Extra) -> Iterator[Misfit]:
    limit = able.post_text
    if len(extra.parts) >= able.thread > 1:
        over = len(extra.parts) + 1 - able.thread
        remedy = f"Hapus {over} lanjutan."
        yield Misfit(f"Utas {name} paling banyak {able.thread} bagian.", remedy, f"part-{able.thread}")
    for number, part in enumerate(extra.parts, 1):
        if not part:
            yield Misfit(f"Lanjutan {number} di {name} masih kosong.", "Isi atau hapus lanjutannya.", f"part-{number}")
        elif (over := count(part, limit.counting) - limit.maximum) > 0:
            sentence = f"Lanjutan {number} di {name} lewat {over} huruf menurut hitungan {name}."
            yield Misfit(sentence, "Pendekkan, atau pindahkan ke lanjutan berikutnya.", f"part-{number}")


def _poll(name: str, limit: PollLimit, options: Sequence[str], minutes: int) -> Iterator[Misfit]:
    least, most = limit.options
    if not least <= len(options) <= most:
        sentence = f"Jajak pendapat di {name} memerlukan {least} sampai {most} pilihan."
        yield Misfit(sentence, "Isi pilihannya, atau kosongkan semua bila tidak jadi.", "option-1")
    if len(set(options)) < len(options):
        yield Misfit("Ada pilihan jajak pendapat yang sama.", "Bedakan pilihannya.", "option-1")
    for number, option in enumerate(options, 1):
        if (over := len(option) - limit.option_length) > 0:
            sentence = f"Pilihan “{option[:20]}…” lewat {over} huruf: paling panjang {limit.option_length}."
            yield Misfit(sentence, "Pendekkan pilihannya.", f"option-{number}")
    shortest, longest = limit.minutes
    if not shortest <= minutes <= longest:
        sentence = f"Jajak pendapat di {name} berlangsung {shortest} menit sampai {longest // DAY} hari."
        yield Misfit(sentence, "Pilih lamanya.", "minutes")


def _comment(name: str, able: Capabilities, extra: Extra) -> Iterator[Misfit]:
    limit = able.reply_text or able.post_text
    if (over := count(extra.first_comment, limit.counting) - limit.maximum) > 0:
        yield Misfit(f"Komentar pertama di {name} lewat {over} huruf.", "Pendekkan komentarnya.", "comment")
