"""The class of a report (ADU-01) and why one is put away (ADU-03): closed lists, in the words of SP4N-LAPOR!."""

from __future__ import annotations

from django.db import models


class ReportClass(models.TextChoices):
    """Each has clocks of its own."""

    COMPLAINT = "complaint", "Pengaduan tidak berkadar pengawasan"
    OVERSIGHT = "oversight", "Pengaduan berkadar pengawasan"
    ASPIRATION = "aspiration", "Aspirasi"
    INFORMATION = "information", "Permintaan informasi"


class ArchiveReason(models.TextChoices):
    """Why nobody follows a report up."""

    UNCLEAR = "unclear", "Isinya tidak dapat dipahami"
    GENERAL = "general", "Terlalu umum untuk ditindaklanjuti"
    UNRELATED = "unrelated", "Tidak terkait pelayanan pemerintah"
    INCOMPLETE = "incomplete", "Tidak dilengkapi warga pada waktunya"
    ANSWERED = "answered", "Sudah dijawab dalam laporan lain"
    UNFIT = "unfit", "Berisi hujatan atau iklan, bukan laporan"


_OF_KIND = {
    "aspiration": ReportClass.ASPIRATION,
    "request": ReportClass.INFORMATION,
    "question": ReportClass.INFORMATION,
}


def class_of(kind: str, *, watched: bool) -> ReportClass:
    """The class a report of this kind has until a person says otherwise."""
    return ReportClass.OVERSIGHT if watched else _OF_KIND.get(kind, ReportClass.COMPLAINT)
