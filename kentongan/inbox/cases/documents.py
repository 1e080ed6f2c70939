"""Documents of a case: PDFs, looked at from outside only and handed out as downloads, to whoever sees the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import check_worker
from kentongan.inbox.cases.models import CaseDocument
from kentongan.inbox.cases.notes import NoteRefusedError
from kentongan.inbox.states import ENDED
from kentongan.media import store
from kentongan.media.rules import MEGABYTE, sniff
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from django.core.files.uploadedfile import UploadedFile

    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor

MAGIC, END = b"%PDF-", b"%%EOF"
LARGEST, TAIL = 10 * MEGABYTE, 1024
MIME, EXTENSION = "application/pdf", "pdf"
WHAT = "lampiran PDF"
TELLING = 12
"""So many first bytes tell a photo or a video."""
NEITHER = (
    "Berkas ini bukan foto, video, atau PDF, apa pun namanya. Dokumen dari aplikasi lain simpan dahulu sebagai PDF, "
    "lalu unggah PDF-nya."
)


def is_pdf(upload: UploadedFile[Any]) -> bool:
    """What it is, its first bytes say, never its name."""
    head: bytes = upload.read(len(MAGIC))
    upload.seek(0)
    return head == MAGIC


def is_neither(upload: UploadedFile[Any]) -> bool:
    """Whether it can be kept with a case in no way: no PDF, no photo, no video."""
    head: bytes = upload.read(TELLING)
    upload.seek(0)
    return not head.startswith(MAGIC) and sniff(head) == "other"


@transaction.atomic
def add_document(
    *, actor: Actor, case: Case, upload: UploadedFile[Any], dated_on: date, said: str = ""
) -> CaseDocument:
    """Keep a PDF with a case. NoteRefusedError when it is too large, cut short, or of a day to come. Its name is not kept."""
    check_worker(actor, case)
    if dated_on > clock.now().astimezone(actor.zone).date():
        raise NoteRefusedError("Tanggal dokumen itu belum tiba. Pilih hari ini atau sebelumnya.")
    if (upload.size or 0) > LARGEST:
        raise NoteRefusedError(
            f"PDF ini lebih besar dari {LARGEST // MEGABYTE} MB. Kecilkan atau pecah dahulu, lalu unggah lagi."
        )
    code = Government.objects.get(pk=actor.government_id).code
    with store.workbench(code) as bench:
        raw = bench / "raw"
        size = store.write(upload.chunks(store.CHUNK), raw)
        if not _is_whole(raw, size):
            raise NoteRefusedError("PDF ini terpotong atau rusak: akhirnya tidak ada. Buka dahulu, lalu unggah lagi.")
        sha256 = store.sha256_of(raw)
        store.keep(raw, store.path_of(code, sha256, EXTENSION))
    row = CaseDocument.objects.create(
        government_id=actor.government_id, case=case, sha256=sha256, size=size, unit_id=actor.agency_id,
        dated_on=dated_on, said=said.strip()[:200], added_by_id=actor.person_id, added_at=clock.now(),
    )  # fmt: skip
    _tell(actor, "inbox.case.file_added", case)
    return row


@transaction.atomic
def remove_document(*, actor: Actor, case: Case, document_id: int) -> CaseDocument | None:
    """Take a document out of a running case; the row stays, with who and when."""
    check_worker(actor, case)
    if case.state in ENDED:
        raise NoteRefusedError("Kasus ini sudah berakhir; lampirannya tetap tersimpan.")
    row = document_of_case(case, document_id)
    if row is None:
        return None
    row.removed_at, row.removed_by_id = clock.now(), actor.person_id or None
    row.save(update_fields=["removed_at", "removed_by"])
    _tell(actor, "inbox.case.file_removed", case)
    return row


def document_of_case(case: Case, document_id: int) -> CaseDocument | None:
    """One document that is kept with a case the reader was found to see, or None."""
    rows = CaseDocument.objects.filter(government_id=case.government_id, case=case, removed_at=None)
    return rows.filter(pk=document_id).first()


def place_of(government_code: str, document: CaseDocument) -> Path:
    """Where its bytes lie on this machine."""
    return store.path_of(government_code, document.sha256, EXTENSION)


def _is_whole(raw: Path, size: int) -> bool:
    with raw.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            return False
        file.seek(max(0, size - TAIL))
        return END in file.read()


def _tell(actor: Actor, action: str, case: Case) -> None:
    data = {"code": case.code, "what": WHAT}
    record(actor=actor, action=action, subject_type="case", subject_id=case.pk, data=data)
