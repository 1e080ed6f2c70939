"""What a citizen's own page says: where the matter is, in plain words, and nothing that is about anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kentongan.compliance.rules import ANSWER, Draft, mask
from kentongan.compliance.selectors import check
from kentongan.inbox.answering.links import standing_of
from kentongan.inbox.answering.rules import masked
from kentongan.inbox.answering.selectors import notes_of, rating_of
from kentongan.inbox.models import Share
from kentongan.inbox.selectors import answers_of, dispositions_of
from kentongan.inbox.states import (
    ARCHIVED,
    ASSIGNED,
    AUTO_CLOSED,
    CLOSED,
    ENDED,
    IN_PROGRESS,
    INCOMING,
    NOT_OURS,
    POSTPONED,
    REOPENED,
    SENT,
    UNVERIFIED,
    VERIFIED,
)

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.inbox.models import Case

NOW = {
    INCOMING: "Laporan Anda kami terima dan sedang diperiksa.",
    UNVERIFIED: "Laporan Anda kami terima dan sedang diperiksa.",
    VERIFIED: "Laporan Anda kami terima dan segera diteruskan.",
    ASSIGNED: "Laporan Anda sudah diteruskan ke {who} dan menunggu ditindaklanjuti.",
    IN_PROGRESS: "{who} sedang menindaklanjuti laporan Anda.",
    CLOSED: "Laporan Anda sudah selesai.",
    REOPENED: "Laporan Anda dibuka kembali dan sedang ditangani {who}.",
    POSTPONED: "Laporan Anda ditunda sementara.",
    ARCHIVED: "Laporan Anda tidak dapat kami tindak lanjuti.",
    AUTO_CLOSED: "Laporan Anda kami anggap selesai karena tidak ada kabar lagi dari Anda.",
    NOT_OURS: "Laporan Anda di luar wewenang pemerintah daerah ini.",
}
WATCHED = "Laporan Anda kami terima dan sedang ditangani."
SOMEBODY = "dinas yang berwenang"


@dataclass(frozen=True, slots=True)
class Passed:
    """One thing that happened."""

    at: datetime
    words: str
    said: str = ""


def facts_of(reported: Case) -> dict[str, Any]:
    """Everything the page shows. A matter for the inspectorate shows that it was received, and no more."""
    case = standing_of(reported)
    ended, rated = case.state in ENDED, case.state in {CLOSED, AUTO_CLOSED}
    rating = rating_of(case) if rated else None
    told: dict[str, Any] = {"code": reported.code, "ended": ended, "rated": rated, "notes": list(notes_of(case))}
    told |= {"received_at": reported.conversation.opened_at, "merged": case.pk != reported.pk}
    told["rating"] = rating if rating and rating.closed_at == case.closed_at else None
    if case.watched:
        return told | {"now": NOW[CLOSED] if ended else WATCHED, "way": [], "who": "", "about": "", "writer": ""}
    who = case.agency.name if case.agency else SOMEBODY
    return told | {
        "now": _sentence(NOW.get(case.state, WATCHED).format(who=who)),
        "way": _way(case),
        "who": who if case.agency and not ended else "",
        "about": _covered(case, reported.title),
        "writer": masked(reported.conversation.author_name),
    }


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _way(case: Case) -> list[Passed]:
    way = [
        Passed(case.conversation.opened_at, "Anda menulis kepada kami."),
        Passed(case.opened_at, "Laporan diperiksa dan dicatat."),
    ]
    way += [
        Passed(one.given_at, f"Diteruskan ke {one.to_agency.name}.")
        for one in dispositions_of(case).exclude(share=Share.COPY)
    ]
    for one in answers_of(case).filter(state=SENT):
        if one.sent_at and one.private:
            way.append(Passed(one.sent_at, "Kami menjawab lewat pesan pribadi."))
        elif one.sent_at:
            way.append(Passed(one.sent_at, "Kami menjawab:", _covered(case, one.text)))
    if case.closed_at:
        way.append(Passed(case.closed_at, "Laporan selesai."))
    return sorted(way, key=lambda one: one.at)


def _covered(case: Case, text: str) -> str:
    """Words as anyone who gets hold of the address may read them: numbers covered."""
    agency_id = case.agency_id or case.conversation.channel.agency_id
    return mask(text, check(case.government_id, Draft((("", text),), subject=ANSWER, agency_id=agency_id)))
