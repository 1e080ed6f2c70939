"""Words that are begun for people: the sheet for LAPOR, the acknowledgement of a request, letters, and what the citizen is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.compliance.rules import mask
from kentongan.compliance.selectors import findings_in
from kentongan.core.days import day_name, written
from kentongan.core.text import shorten
from kentongan.inbox.lanes.models import LaporHandover
from kentongan.inbox.lanes.services.lapor import Sheet
from kentongan.inbox.lanes.services.letters import Words
from kentongan.inbox.selectors import talks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from kentongan.inbox.lanes.models import Authority, Letter
    from kentongan.inbox.lanes.ppid_models import InformationRequest
    from kentongan.inbox.models import Case, Conversation
    from kentongan.organizations.actor import Actor
    from kentongan.tenancy.models import Government

TITLE = 150
MOST_WORDS = 3_000
"""Of all comments together; further ones are counted."""


def covered(actor: Actor, text: str) -> str:
    """The citizen's words with numbers of people covered."""
    words = text.strip()
    return mask(words, findings_in(actor.government_id, words))


def said_by_all(actor: Actor, talks: Sequence[Conversation]) -> list[str]:
    """What each citizen of a matter wrote first, with numbers covered; the same words once, and how many are left out."""
    return said_in(actor, (one.excerpt for one in talks), "komentar lain tentang hal yang sama")


def said_in(actor: Actor, texts: Iterable[str], others: str) -> list[str]:
    """These words with numbers covered, the same ones once, the first always whole; `others`: what further ones are called."""
    words, kept, room = list(dict.fromkeys(one.strip() for one in texts)), list[str](), MOST_WORDS
    for one in words:
        if kept and len(one) > room:
            break
        kept.append(covered(actor, one))
        room -= len(one)
    left = len(words) - len(kept)
    return [*kept, f"(dan {left} {others})"] if left else kept


def reporters(case: Case) -> str:
    """Whoever wrote about a matter, by name, the first one first."""
    return ", ".join(dict.fromkeys(one.author_name for one in talks_of(case)))


def first_sheet(actor: Actor, case: Case, government: Government) -> Sheet:
    """What the case already tells in all its comments, without anybody's name or number."""
    talks = talks_of(case)
    return Sheet(
        title=shorten(covered(actor, case.title), TITLE),
        text="\n\n".join(said_by_all(actor, talks)),
        agency_name=case.agency.name if case.agency else government.name,
        report_class=LaporHandover.Class(case.report_class),
        happened_on=talks[0].opened_at.astimezone(actor.zone).date(),
        place=case.place,
        category=case.topic,
    )


def as_text(handover: LaporHandover, citizen: str) -> str:
    """The whole sheet as one text, to be pasted."""
    lines = [
        f"Judul: {handover.title}",
        f"Klasifikasi: {handover.get_report_class_display()}",
        f"Instansi tujuan: {handover.agency_name}",
        f"Kategori: {handover.category or 'pilih yang paling dekat di LAPOR'}",
        f"Tanggal kejadian: {written(handover.happened_on) if handover.happened_on else 'tidak disebut'}",
        f"Lokasi kejadian: {handover.place or 'tidak disebut'}",
        "",
        handover.text,
    ]
    if handover.names_citizen:
        lines += ["", f"Pelapor: {citizen}"]
    if handover.attachments:
        lines += ["", "Lampiran:", *(f"- {one}" for one in handover.attachments.splitlines() if one.strip())]
    return "\n".join(lines)


def acknowledgement(request: InformationRequest) -> str:
    """What the citizen is told at once: the number, until when, and what follows."""
    due = request.due_at.astimezone(request.government.zone)
    return (
        f"Terima kasih. Permintaan informasi Anda sudah kami catat dengan nomor {request.code}. "
        f"Pemberitahuan tertulis kami berikan paling lambat {_day(due)} (10 hari kerja). "
        "Bila perlu waktu tambahan, kami memberi tahu Anda beserta alasannya, paling lama 7 hari kerja dan hanya satu kali."
    )


def extension_notice(request: InformationRequest) -> str:
    """What the citizen is told when it takes longer."""
    due = request.due_at.astimezone(request.government.zone)
    return (
        f"Permintaan informasi nomor {request.code} memerlukan waktu tambahan: {request.extension_reason.rstrip('.')}. "
        f"Jawaban tertulis kami berikan paling lambat {_day(due)}. Perpanjangan ini hanya satu kali."
    )


def first_letter(actor: Actor, case: Case, authority: Authority, government: Government) -> Words:
    """A letter that asks for follow-up, with what all comments say of the matter and nobody's name."""
    talks = talks_of(case)
    said = "”\n\n“".join(said_by_all(actor, talks))
    day, many = talks[0].opened_at.astimezone(actor.zone).date(), f"{len(talks)} laporan" if talks[1:] else "laporan"
    since = "Sejak" if talks[1:] else "Pada"
    where = f" di {case.place}" if case.place else ""
    about = f" mengenai {case.topic.lower()}" if case.topic else ""
    body = (
        f"{since} {_day(day)} Pemerintah {government.name} menerima {many} warga melalui media sosial resmi{about}{where}. "
        f"Pokok laporannya:\n\n“{said}”\n\n"
        f"Berdasarkan pemeriksaan kami, penanganannya merupakan kewenangan {authority.name}. "
        "Mohon kiranya laporan ini dapat ditindaklanjuti. Identitas pelapor tidak kami sertakan; bila diperlukan untuk "
        f"penanganan, kami meminta persetujuannya dahulu.\n\nKabar tindak lanjutnya mohon disampaikan dengan menyebut nomor "
        f"kasus {case.code}, supaya dapat kami teruskan kepada warga.\n\nAtas perhatian dan kerja sama Saudara, kami ucapkan "
        "terima kasih."
    )
    return Words(subject=shorten(f"Penerusan laporan warga{about}{where}", 160), body=body)


def for_citizen(letter: Letter, zone_day: date | None) -> str:
    """No wrong door: whose matter it is, that it is there, and when we ask again. In plain words."""
    when = f" {_day(letter.sent_on)}" if letter.sent_on else ""
    again = f" Kami menanyakan kabarnya lagi {_day(zone_day)} dan memberi tahu Anda di sini." if zone_day else ""
    return (
        f"Terima kasih laporannya. Hal ini ditangani {letter.authority.name}, jadi laporan Anda sudah kami teruskan ke sana"
        f"{when}. Anda tidak perlu melapor ulang.{again}"
    )


def _day(day: date | datetime) -> str:
    return f"{day_name(day)}, {written(day)}"
