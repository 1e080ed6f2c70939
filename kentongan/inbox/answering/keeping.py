"""Writing, changing and putting away templates and service facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.compliance.rules import ANSWER, Draft
from kentongan.compliance.selectors import check
from kentongan.core import clock
from kentongan.inbox.answering.access import check_keeper
from kentongan.inbox.answering.models import ReplyTemplate, ServiceInfo, TemplateUse
from kentongan.inbox.answering.rules import braces_in
from kentongan.inbox.answering.variables import VARIABLES

if TYPE_CHECKING:
    from datetime import date

    from kentongan.inbox.models import Answer
    from kentongan.organizations.actor import Actor

register_action("inbox.template.kept", "{actor} menyimpan templat jawaban “{name}” untuk {whose}")
register_action("inbox.template.retired", "{actor} menghapus templat jawaban “{name}”")
register_action("inbox.info.kept", "{actor} menyimpan info layanan “{service}” {agency}")
register_action("inbox.info.reviewed", "{actor} memeriksa info layanan “{service}”: masih berlaku sampai {until}")
register_action("inbox.info.retired", "{actor} menghapus info layanan “{service}”")
register_thing("reply_template", "Templat jawaban", "/templat-jawaban/{id}/")
register_thing("service_info", "Info layanan", "/info-layanan/{id}/")


class NotKeptError(Exception):
    """It cannot be kept so; the message is a sentence for people, `field` where it belongs."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Words:
    """A template as written."""

    name: str
    text: str
    agency_id: int | None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A service's facts as written."""

    service: str
    agency_id: int
    source: str
    reviewed_on: date
    review_by: date
    topic: str = ""
    hours: str = ""
    requirements: str = ""
    fee: str = ""
    link: str = ""
    contact: str = ""
    words: str = ""


@transaction.atomic
def keep_template(*, actor: Actor, words: Words, template: ReplyTemplate | None = None) -> ReplyTemplate:
    """Keep a template, new or changed. NotAllowedError; NotKeptError for names nobody knows, or what a rule stops."""
    to = "menyimpan templat jawaban"
    check_keeper(actor, words.agency_id, to)
    kept = ReplyTemplate(government_id=actor.government_id)
    if template is not None:
        kept = ReplyTemplate.objects.select_for_update().get(government_id=actor.government_id, pk=template.pk)
        check_keeper(actor, kept.agency_id, to)
    _check_braces(words.text)
    _check_public(actor, words.text, words.agency_id or actor.agency_id, "text")
    kept.name, kept.text, kept.topic, kept.agency_id = (
        words.name.strip(),
        words.text.strip(),
        words.topic.strip(),
        words.agency_id,
    )
    kept.kept_by_id, kept.changed_at = actor.person_id, clock.now()
    _save(kept, "name", "Sudah ada templat dengan nama ini. Pilih nama lain, atau ubah yang sudah ada.")
    whose = kept.agency.short_name if kept.agency else "semua dinas"
    data = {"name": kept.name, "whose": whose}
    record(actor=actor, action="inbox.template.kept", subject_type="reply_template", subject_id=kept.pk, data=data)
    return kept


@transaction.atomic
def retire_template(*, actor: Actor, template: ReplyTemplate) -> None:
    """Put a template away; answers written with it stay as they are."""
    check_keeper(actor, template.agency_id, "menghapus templat jawaban")
    rows = ReplyTemplate.objects.filter(government_id=actor.government_id, pk=template.pk, retired_at=None)
    if rows.update(retired_at=clock.now()):
        data = {"name": template.name}
        record(
            actor=actor,
            action="inbox.template.retired",
            subject_type="reply_template",
            subject_id=template.pk,
            data=data,
        )


def note_use(answer: Answer, template_id: int) -> None:
    """Count a template that an answer was begun with, once. Part of the service that hands the answer in."""
    known = ReplyTemplate.objects.filter(government_id=answer.government_id, pk=template_id).first()
    if known is not None:
        TemplateUse.objects.get_or_create(
            government_id=answer.government_id, template=known, answer=answer, defaults={"at": clock.now()}
        )


@transaction.atomic
def keep_info(*, actor: Actor, told: Told, info: ServiceInfo | None = None) -> ServiceInfo:
    """Keep a service's facts, new or changed. NotAllowedError; NotKeptError for what a rule stops: everybody may read them."""
    to = "menyimpan info layanan"
    check_keeper(actor, told.agency_id, to)
    kept = ServiceInfo(government_id=actor.government_id)
    if info is not None:
        kept = ServiceInfo.objects.select_for_update().get(government_id=actor.government_id, pk=info.pk)
        check_keeper(actor, kept.agency_id, to)
    if told.review_by < told.reviewed_on:
        raise NotKeptError("review_by", "Tanggal periksa lagi harus sesudah tanggal diperiksa.")
    _check_public(
        actor,
        f"{told.service}\n{told.hours}\n{told.requirements}\n{told.fee}\n{told.contact}",
        told.agency_id,
        "requirements",
    )
    for name in Told.__slots__:
        value = getattr(told, name)
        setattr(kept, name, value.strip() if isinstance(value, str) else value)
    kept.kept_by_id, kept.changed_at = actor.person_id, clock.now()
    _save(kept, "service", "Dinas ini sudah punya info untuk layanan ini. Ubah yang sudah ada.")
    data = {"service": kept.service, "agency": kept.agency.short_name}
    record(actor=actor, action="inbox.info.kept", subject_type="service_info", subject_id=kept.pk, data=data)
    return kept


@transaction.atomic
def retire_info(*, actor: Actor, info: ServiceInfo) -> None:
    """Put a service's facts away."""
    check_keeper(actor, info.agency_id, "menghapus info layanan")
    rows = ServiceInfo.objects.filter(government_id=actor.government_id, pk=info.pk, retired_at=None)
    if rows.update(retired_at=clock.now()):
        data = {"service": info.service}
        record(actor=actor, action="inbox.info.retired", subject_type="service_info", subject_id=info.pk, data=data)


def _save(kept: ReplyTemplate | ServiceInfo, field: str, taken: str) -> None:
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as refusal:
        raise NotKeptError(field, taken) from refusal


def _check_braces(text: str) -> None:
    for name in braces_in(text):
        if name.lower() in VARIABLES:
            continue
        if not name:
            raise NotKeptError(
                "text", "Ada tanda { atau } yang sendirian. Isian ditulis lengkap, misalnya {nomor_kasus}."
            )
        known = ", ".join(f"{{{one}}}" for one in VARIABLES)
        raise NotKeptError("text", f"Isian {{{name}}} tidak dikenal. Yang dikenal: {known}.")


def _check_public(actor: Actor, text: str, agency_id: int, field: str) -> None:
    found = check(actor.government_id, Draft((("", text),), subject=ANSWER, agency_id=agency_id))
    for one in found:
        if one.blocks:
            raise NotKeptError(
                field, f"{one.title}. Ini dibaca semua orang, jadi hapus dahulu. Dasar: {one.rule.citation}"
            )
