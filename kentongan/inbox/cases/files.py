"""Files of a case, and the evidence some classes need before they end (ADU-16). Whoever sees the case sees its files, nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import check_worker
from kentongan.inbox.cases.models import CaseFile, EvidenceRule
from kentongan.inbox.cases.notes import NoteRefusedError
from kentongan.inbox.classes import ReportClass
from kentongan.inbox.models import Case
from kentongan.inbox.selectors import case_for
from kentongan.inbox.services.parts import touch
from kentongan.inbox.states import ENDED
from kentongan.media.registry import register_withheld
from kentongan.media.services import store_upload
from kentongan.organizations.access import require_role
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile

    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor

register_action("inbox.case.file_added", "{actor} menambahkan {what} ke kasus {code}")
register_action("inbox.case.file_removed", "{actor} mengeluarkan {what} dari kasus {code}")
register_action("inbox.evidence.rule", "{actor} menetapkan bukti sebelum selesai untuk {kind}: {needed}")
Kind = CaseFile.Kind


@transaction.atomic
def add_file(
    *, actor: Actor, case: Case, upload: UploadedFile[Any], kind: str, taken_on: date, said: str = ""
) -> CaseFile:
    """Keep a photo or video with a case; places and names inside the file are taken out of it (`media`)."""
    check_worker(actor, case)
    if taken_on > clock.now().astimezone(actor.zone).date():
        raise NoteRefusedError("Tanggal foto itu belum tiba. Pilih hari ini atau sebelumnya.")
    upload.name = (
        "bukti-kasus" if kind != Kind.PAPER else "lampiran-kasus"
    )  # the trail repeats it; a name may tell a secret
    touch(actor, case)
    asset = store_upload(actor=actor, upload=upload, alt_text=said)
    asset.listed = False
    asset.save(update_fields=["listed"])
    row = CaseFile.objects.create(
        government_id=actor.government_id, case=case, asset=asset, kind=Kind(kind), unit_id=actor.agency_id,
        taken_on=taken_on, said=said.strip()[:200], added_by_id=actor.person_id, added_at=clock.now(),
    )  # fmt: skip
    data = {"code": case.code, "what": row.get_kind_display().lower()}
    record(actor=actor, action="inbox.case.file_added", subject_type="case", subject_id=case.pk, data=data)
    return row


@transaction.atomic
def remove_file(*, actor: Actor, case: Case, file_id: int) -> CaseFile | None:
    """Take a file out of a running case; the row stays, with who and when."""
    check_worker(actor, case)
    if case.state in ENDED:
        raise NoteRefusedError("Kasus ini sudah berakhir; buktinya tetap tersimpan.")
    row = CaseFile.objects.filter(government_id=actor.government_id, case=case, pk=file_id, removed_at=None).first()
    if row is None:
        return None
    row.removed_at, row.removed_by_id = clock.now(), actor.person_id or None
    row.save(update_fields=["removed_at", "removed_by"])
    data = {"code": case.code, "what": row.get_kind_display().lower()}
    record(actor=actor, action="inbox.case.file_removed", subject_type="case", subject_id=case.pk, data=data)
    return row


def missing_evidence(case: Case) -> str:
    """What still has to be shown before this case may end, as a sentence; empty when nothing does."""
    rule = EvidenceRule.objects.filter(government_id=case.government_id, report_class=case.report_class).first()
    if rule is None:
        return ""
    rows = CaseFile.objects.filter(government_id=case.government_id, case=case, removed_at=None)
    there = set(rows.values_list("kind", flat=True))
    needed = [Kind.BEFORE, Kind.AFTER] if rule.before_too else [Kind.AFTER]
    lacking = [kind.label.lower() for kind in needed if kind not in there]
    if not lacking:
        return ""
    return f"Kasus golongan ini baru selesai dengan foto {' dan '.join(lacking)}. Tambahkan di bagian Bukti."


@transaction.atomic
def keep_evidence_rule(*, actor: Actor, report_class: str, needed: bool, before_too: bool = False) -> None:
    """Decide whether cases of a class end only with a picture of what was done."""
    require_role(actor, Role.COORDINATOR, Role.ADMINISTRATOR, to="menetapkan bukti penyelesaian")
    rows = EvidenceRule.objects.filter(government_id=actor.government_id, report_class=report_class)
    if needed:
        EvidenceRule.objects.update_or_create(
            government_id=actor.government_id, report_class=report_class, defaults={"before_too": before_too}
        )
    else:
        rows.delete()
    what = "foto sebelum dan sesudah" if before_too else "foto sesudah"
    data = {"kind": ReportClass(report_class).label.lower(), "needed": what if needed else "tidak perlu"}
    record(actor=actor, action="inbox.evidence.rule", subject_type="clock", subject_id=0, data=data)


def register() -> None:
    """Keep a case's files from whoever does not see the case."""
    register_withheld(_withheld)


def _withheld(actor: Actor, asset: Asset) -> bool:
    rows = CaseFile.objects.filter(government_id=actor.government_id, asset=asset)
    keys = list(rows.values_list("case_id", flat=True))
    return bool(keys) and not any(case_for(actor, key) for key in keys)
