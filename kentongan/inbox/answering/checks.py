"""Everything that is looked at before an answer goes out: shown while it is written, asked again when it is handed in and sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.compliance.selectors import check, official_keys
from kentongan.connectors.counting import count
from kentongan.inbox.answering.heard import heard_in, repeated
from kentongan.inbox.answering.rules import Delicate, braces_in, delicate
from kentongan.inbox.answering.variables import values_for
from kentongan.inbox.exempting import SUBJECT, draft_of
from kentongan.inbox.models import Answer
from kentongan.inbox.ways import way_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kentongan.inbox.answering.heard import Heard
    from kentongan.inbox.models import Conversation
    from kentongan.inbox.ways import Way

IDENTITY = "UU 27/2022 Pasal 65 ayat (2)"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. `stops`: the answer does not go out with it."""

    title: str
    why: str
    stops: bool
    source: str = ""

    @property
    def level(self) -> str:
        """As the list of checks draws it."""
        return "stop" if self.stops else "warn"

    @property
    def sentence(self) -> str:
        """Why the answer is held, in one line."""
        return " ".join(
            part for part in (f"{self.title}.", self.why, f"Dasar: {self.source}." if self.source else "") if part
        )


def checks_of(answer: Answer, *, stops_only: bool = False, said: Sequence[Heard] | None = None) -> tuple[Check, ...]:
    """What is found in an answer, kept or not, as it stands now. What stops it first. `said`: the citizens' words, where known."""
    heard = heard_in(answer.case) if said is None else said
    talk = answer.case.conversation
    way = way_of(talk, private=answer.private)
    found = [*_empty_or_long(answer, way), *_braces(answer, way), *_rules(answer, way)]
    found += identity_in(answer.text, talk, heard, private=way.private)
    if stops_only:
        return tuple(one for one in found if one.stops)
    return tuple(sorted(found, key=lambda one: not one.stops))


def problem_with(answer: Answer) -> str:
    """What stops this text from going out, as a sentence; empty when nothing does."""
    stops = checks_of(answer, stops_only=True)
    return stops[0].sentence if stops else ""


def length_problem(text: str, conversation: Conversation, way: Way) -> str:
    """What a platform would say of a text's length, before it is asked."""
    limit = way.limit
    if limit and (length := count(text, limit.counting)) > limit.maximum:
        where = conversation.channel.platform_name
        return f"Jawaban terlalu panjang untuk {where}: {length} dari {limit.maximum} huruf. Ringkas dahulu"
    return ""


def delicate_in(answer: Answer, *, said: Sequence[Heard] | None = None) -> tuple[Delicate, ...]:
    """Why somebody else reads this answer before it goes out. `said`: the citizens' words, where known."""
    case = answer.case
    heard = heard_in(case) if said is None else said
    return delicate((answer.text, case.title, *(one.text for one in heard)), watched=case.watched)


def _empty_or_long(answer: Answer, way: Way) -> Iterator[Check]:
    if not answer.text.strip():
        yield Check("Jawaban masih kosong", "Tulis apa yang sudah atau akan dilakukan.", stops=True)
    if too_long := length_problem(answer.text, answer.case.conversation, way):
        yield Check(too_long, "", stops=True)


def _braces(answer: Answer, way: Way) -> Iterator[Check]:
    names = braces_in(answer.text)
    if not names:
        return
    values = values_for(answer.case, private=way.private)
    if problem := values.problem(answer.text):
        yield Check("Ada isian yang belum terisi", problem, stops=True)
        return
    told = "; ".join(f"{{{name}}} menjadi “{values.known[name.lower()]}”" for name in names)
    yield Check("Isian diisi saat diajukan", f"{told}.", stops=False)


def _rules(answer: Answer, way: Way) -> Iterator[Check]:
    about = (SUBJECT, answer.pk) if answer.pk else None
    reader = "pesan ini tersimpan di platform" if way.private else "jawaban dibaca semua orang"
    for found in check(answer.government_id, draft_of(answer), about=about):
        if found.blocks:
            why = f"Hapus atau tutupi dahulu: {reader}."
            yield Check(f"{found.title} di jawaban ini", why, stops=True, source=found.rule.citation)
        else:
            yield Check(found.title, found.told, stops=False, source=found.rule.citation)


def identity_in(text: str, talk: Conversation, heard: Sequence[Heard], *, private: bool) -> Iterator[Check]:
    """What a text that is read in this conversation gives away of any citizen of the case."""
    found = repeated(text, talk, heard, official_keys(talk.government_id), private=private)
    if found.numbers:
        why = (
            "Nomor milik warga lain tidak disebut, juga dalam pesan pribadi."
            if private
            else "Nomor yang ditulis warga tidak diulang di jawaban yang dibaca semua orang. Lanjutkan lewat pesan pribadi."
        )
        yield Check(f"Mengulang nomor warga ({len(found.numbers)} tempat)", why, stops=True, source=IDENTITY)
    if found.name == "full":
        why = "Identitas pelapor dijaga. Sapa dengan Bapak/Ibu."
        yield Check("Menyebut nama lengkap warga", why, stops=True, source=IDENTITY)
    elif found.name:
        yield Check(
            "Menyebut nama warga", "Lebih aman menyapa dengan Bapak/Ibu: jawaban ini dibaca semua orang.", stops=False
        )
