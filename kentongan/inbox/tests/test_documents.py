"""A PDF beside a case: kept byte for byte, fetched by whoever sees the case, shown in no page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.core import clock
from kentongan.inbox.cases import documents
from kentongan.inbox.cases.files import keep_evidence_rule, missing_evidence
from kentongan.inbox.cases.models import CaseDocument, CaseFile
from kentongan.inbox.cases.notes import NoteRefusedError
from kentongan.inbox.models import Case
from kentongan.organizations.models import Person
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
pytestmark = pytest.mark.usefixtures("monday")
WHOLE = b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
TOLD = {"kind": "after", "taken_on": "2026-11-20", "said": "Surat balai jalan"}


def pdf(content: bytes = WHOLE, name: str = "KTP Rani 7313.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def url(case: Case, act: str = "") -> str:
    return f"/g/wajo/kasus/{case.pk}/{act}"


@pytest.fixture(autouse=True)
def media(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def kept(assigned: Case, fitri: Person) -> CaseDocument:
    day = clock.now().date()
    return documents.add_document(
        actor=builders.actor_of(fitri), case=assigned, upload=pdf(), dated_on=day, said="Surat"
    )


def test_a_pdf_is_kept_as_it_is_and_its_name_is_not(
    assigned: Case, fitri: Person, citra: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    page = text_of(screen_of(fitri).post(url(assigned, "berkas/"), TOLD | {"file": pdf()}, follow=True))
    assert "tanda tangan elektroniknya tetap sah" in page
    row = CaseDocument.objects.get()
    page = text_of(screen_of(citra).get(url(assigned)))
    assert "Surat balai jalan" in page
    assert "KTP Rani" not in page
    answer = screen_of(citra).get(url(assigned, f"dokumen/{row.pk}/"))
    assert b"".join(answer) == WHOLE
    told = Entry.objects.filter(action="inbox.case.file_added").latest("pk").data
    assert told == {"code": assigned.code, "what": "lampiran PDF"}


def test_it_is_downloaded_and_never_shown(
    kept: CaseDocument, assigned: Case, fitri: Person, screen_of: ScreenOf
) -> None:
    answer = screen_of(fitri).get(url(assigned, f"dokumen/{kept.pk}/"))
    name = f"lampiran-kasus-0001-2026-{kept.pk}.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/pdf")


def test_nobody_fetches_it_who_does_not_see_the_case(
    kept: CaseDocument, assigned: Case, ayu: Person, screen_of: ScreenOf
) -> None:
    assert screen_of(ayu).get(url(assigned, f"dokumen/{kept.pk}/")).status_code == 404
    Case.objects.update(watched=True)
    assert screen_of(builders.person("Rahmat Baca", ())).get(url(assigned, f"dokumen/{kept.pk}/")).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (WHOLE[:-8], "surat.pdf", "terpotong atau rusak"),
        (b"MZ\x90 bukan pdf", "surat.pdf", "bukan foto, video, atau PDF"),
        (b"PK\x03\x04", "surat.docx", "bukan foto, video, atau PDF"),
    ],
)
def test_what_is_cut_short_or_only_named_so_is_refused_and_the_words_stay(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf, content: bytes, name: str, problem: str
) -> None:
    answer = screen_of(fitri).post(url(assigned, "berkas/"), TOLD | {"file": pdf(content, name)})
    assert answer.status_code == 422
    assert problem in text_of(answer)
    assert 'value="Surat balai jalan"' in text_of(answer)
    assert not CaseDocument.objects.exists()
    assert not CaseFile.objects.exists()


def test_more_than_ten_megabytes_or_a_day_to_come_are_refused(assigned: Case, fitri: Person) -> None:
    actor, today = builders.actor_of(fitri), clock.now().date()
    heavy = pdf(WHOLE.ljust(documents.LARGEST + 1, b" "))
    for upload, day, problem in ((heavy, today, "10 MB"), (pdf(), today + timedelta(days=2), "belum tiba")):
        with pytest.raises(NoteRefusedError, match=problem):
            documents.add_document(actor=actor, case=assigned, upload=upload, dated_on=day)


def test_a_pdf_is_no_evidence_of_work(kept: CaseDocument, assigned: Case, eko: Person) -> None:
    keep_evidence_rule(actor=builders.actor_of(eko), report_class="complaint", needed=True)
    assert "sesudah dikerjakan" in missing_evidence(assigned)


def test_it_is_taken_out_and_the_row_stays(
    kept: CaseDocument, assigned: Case, fitri: Person, screen_of: ScreenOf
) -> None:
    browser = screen_of(fitri)
    browser.post(url(assigned, "berkas/keluarkan/"), {"document": kept.pk})
    assert browser.get(url(assigned, f"dokumen/{kept.pk}/")).status_code == 404
    kept.refresh_from_db()
    assert kept.removed_by == fitri
    assert "Surat" in kept.said


def test_readers_bring_none(assigned: Case, kartika: Person, screen_of: ScreenOf) -> None:
    assert screen_of(kartika).post(url(assigned, "berkas/"), TOLD | {"file": pdf()}).status_code == 403
