"""What a citizen does on their own page: add something, say that it is not done, say how it was. No name, no sign-in."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import people_of
from kentongan.inbox.answering.links import standing_of
from kentongan.inbox.answering.models import CaseLink, CitizenNote, Rating
from kentongan.inbox.models import Case, Conversation
from kentongan.inbox.reopening import citizen_wrote_again
from kentongan.inbox.states import ARCHIVED, AUTO_CLOSED, CLOSED, DONE, ENDED
from kentongan.organizations.actor import system
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.work.models import Notice
from kentongan.work.services import notify

MOST_A_DAY = 5
RATED = frozenset({CLOSED, AUTO_CLOSED})
register_action("inbox.note.added", "Warga menambah keterangan di kasus {code} lewat halamannya")
register_action("inbox.note.unfinished", "Warga menyatakan kasus {code} belum selesai lewat halamannya")
register_action("inbox.rating.given", "Warga menilai penyelesaian kasus {code}: {score} dari 4")


class TooManyError(Exception):
    """The page was used too often today."""


class NotNowError(Exception):
    """The case is in no state for that; the message is a sentence for people."""


@transaction.atomic
def add_note(*, link: CaseLink, text: str) -> CitizenNote:
    """Keep what a citizen adds, as a word from them, and tell whoever has the case. NotNowError when it ended; TooManyError."""
    case = _locked(link)
    if case.state in ENDED:
        raise NotNowError("Laporan ini sudah selesai. Kalau belum, kirim lewat Belum selesai di bawah.")
    note = _keep(link, case, text, unfinished=False)
    _wrote_again(case)
    _tell(case, f"Warga menambah keterangan di kasus {case.code}")
    _record(case, "inbox.note.added", {})
    return note


@transaction.atomic
def say_unfinished(*, link: CaseLink, text: str) -> CitizenNote:
    """Open a finished case again, as when the citizen writes on. NotNowError when it is open anyway; TooManyError."""
    case = _locked(link)
    if case.state not in ENDED:
        raise NotNowError("Laporan ini masih ditangani. Kalau ada yang perlu ditambahkan, tulis di Tambah keterangan.")
    note = _keep(link, case, text, unfinished=True)
    _record(case, "inbox.note.unfinished", {})
    _wrote_again(case)
    _tell(case, f"Warga menyatakan kasus {case.code} belum selesai")
    return note


@transaction.atomic
def rate(*, link: CaseLink, score: int) -> Rating:
    """Keep how a finished case was found; asked again it is the same question, and the later word stands. NotNowError."""
    case = _locked(link)
    if case.state not in RATED or case.closed_at is None:
        raise NotNowError("Penilaian dibuka setelah laporan selesai.")
    kept, is_new = Rating.objects.update_or_create(
        government_id=case.government_id,
        case=case,
        closed_at=case.closed_at,
        defaults={"agency_id": case.agency_id, "score": score, "at": clock.now()},
    )
    if is_new:
        _record(case, "inbox.rating.given", {"score": score})
    return kept


def _locked(link: CaseLink) -> Case:
    """The case, or the one it was merged into."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("agency", "conversation")
    return rows.get(government_id=link.government_id, pk=standing_of(link.case).pk)


def _wrote_again(case: Case) -> None:
    talk = Conversation.objects.select_for_update().get(government_id=case.government_id, pk=case.conversation_id)
    if case.state in ENDED and talk.state not in {DONE, ARCHIVED}:
        talk.state = DONE  # whatever else stands in it, its case had ended
    citizen_wrote_again(talk)
    talk.save(update_fields=["state"])
    case.refresh_from_db()


def _keep(link: CaseLink, case: Case, text: str, *, unfinished: bool) -> CitizenNote:
    since = clock.now() - timedelta(days=1)
    today = CitizenNote.objects.filter(government_id=case.government_id, case=case, at__gt=since)
    if today.filter(text=text.strip(), unfinished=unfinished).exists():
        return today.filter(text=text.strip(), unfinished=unfinished)[0]
    if today.count() >= MOST_A_DAY:
        raise TooManyError
    return CitizenNote.objects.create(
        government_id=case.government_id, case=case, link=link, text=text.strip(), unfinished=unfinished, at=clock.now()
    )


def _tell(case: Case, sentence: str) -> None:
    coordinators = holders_of(case.government_id, Role.COORDINATOR)
    people = people_of(case.agency, watched=case.watched) if case.agency else coordinators
    notify(
        actor=system(case.government_id),
        person_ids=[one.pk for one in people],
        kind=Notice.Kind.ACTION,
        sentence=sentence,
        path=f"/kasus/{case.pk}/",
    )


def _record(case: Case, action: str, more: dict[str, object]) -> None:
    data = {"code": case.code} | more
    record(actor=system(case.government_id), action=action, subject_type="case", subject_id=case.pk, data=data)
