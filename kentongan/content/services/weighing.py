"""Answering and confirming the impact analysis of a post, and keeping it with the request for approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.compliance.impact import services as impact
from kentongan.content.desk import Desk, desk_of
from kentongan.content.desk_rules import Check
from kentongan.content.selectors import WRITERS
from kentongan.content.weighing import facts_of, standing_of, subject_of
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kentongan.compliance.impact.models import ImpactArchive
    from kentongan.compliance.impact.selectors import Standing
    from kentongan.content.models import Post
    from kentongan.organizations.actor import Actor

CLOSED = (
    "Informasi dalam kiriman ini diputuskan tetap ditutup",
    "Uji konsekuensinya menutup informasi ini. Hapus bagian itu dari tulisan, atau ubah putusannya bersama PPID.",
)


@transaction.atomic
def keep_impact(*, actor: Actor, post: Post, answers: Mapping[str, Any]) -> Standing:
    """Keep the answers given so far."""
    require_role(actor, *WRITERS, to="mengisi analisis dampak")
    desk = desk_of(actor, post)
    impact.keep_answers(actor=actor, subject=subject_of(desk), facts=facts_of(desk), answers=answers)
    return standing_of(desk)


@transaction.atomic
def confirm_impact(*, actor: Actor, post: Post, answers: Mapping[str, Any]) -> Standing:
    """Keep the answers and stand by them for exactly what is on the desk; not confirmed while something is missing."""
    require_role(actor, *WRITERS, to="mengonfirmasi analisis dampak")
    desk = desk_of(actor, post)
    return impact.confirm(actor=actor, subject=subject_of(desk), facts=facts_of(desk), answers=answers)


def impact_checks(standing: Standing) -> tuple[Check, ...]:
    """What of the analysis keeps a post from being handed in."""
    if not standing.stops:
        return ()
    if standing.closed:
        return (Check(*CLOSED, stops=True, fix="impact"),)
    if standing.missing:
        why = f"Belum dijawab: {' '.join(standing.missing)}"
        return (Check("Analisis dampak belum lengkap", why, stops=True, fix="impact"),)
    why = (
        "Isi atau waktunya berubah sejak dikonfirmasi. Jawaban yang dulu masih ada; periksa dan konfirmasi lagi."
        if standing.stale
        else f"Dampaknya {standing.scored.label.lower()}, jadi jawabannya perlu Anda periksa dan konfirmasi."
    )
    return (Check("Analisis dampak belum dikonfirmasi", why, stops=True, fix="impact"),)


def archive_impact(actor: Actor, desk: Desk) -> ImpactArchive:
    """Keep the analysis with what is handed in. UnfinishedError as `impact_checks` tells."""
    return impact.archive(actor=actor, subject=subject_of(desk), facts=facts_of(desk))
