"""Making a link, opening it, taking it back. A link leads and grants nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import may_handle
from kentongan.inbox.corridor.models import Knock, ShareLink
from kentongan.inbox.corridor.rules import (
    LASTS,
    MOST_MADE,
    MOST_WRONG,
    WITHIN,
    for_answer,
    for_disposition,
    hashed,
    new_key,
    said_due,
)
from kentongan.inbox.corridor.selectors import thing_stands
from kentongan.inbox.selectors import answer_at_work, case_for
from kentongan.inbox.services.disposisi import current
from kentongan.inbox.states import SUBMITTED
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of

if TYPE_CHECKING:
    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor

register_action("inbox.link.made", "{actor} membuat tautan untuk kasus {code}: {text}")
register_action("inbox.link.revoked", "{actor} mencabut tautan untuk kasus {code}")
MAKERS = (Role.COORDINATOR, Role.ADMIN, Role.LIAISON, Role.LEADER_TEAM, Role.REVIEWER)


class LinkRefusedError(Exception):
    """No link can be made, or taken back; the message is a sentence for people."""


class TooManyError(Exception):
    """Somebody tries addresses; they wait."""


@transaction.atomic
def make(*, actor: Actor, case: Case, about: str) -> tuple[ShareLink, str]:
    """A link to what waits now, and its key, which is told this once. LinkRefusedError; NotAllowedError."""
    _check_maker(actor, case)
    at = clock.now()
    made = ShareLink.objects.filter(
        government_id=actor.government_id, made_by_id=actor.person_id, made_at__gt=at - WITHIN
    )
    if made.count() >= MOST_MADE:
        raise LinkRefusedError(
            f"Anda sudah membuat {MOST_MADE} tautan dalam satu jam. Tunggu sebentar, lalu coba lagi."
        )
    thing_id, text, agency_id = _what_waits(actor, case, about, at)
    key = new_key()
    link = ShareLink.objects.create(
        government_id=actor.government_id,
        about=about,
        case=case,
        thing_id=thing_id,
        to_agency_id=agency_id,
        key_hash=hashed(key),
        text=text,
        made_by_id=actor.person_id,
        made_at=at,
        ends_at=at + LASTS,
    )
    data = {"code": case.code, "text": text}
    record(actor=actor, action="inbox.link.made", subject_type="case", subject_id=case.pk, data=data)
    return link, key


@transaction.atomic
def knock(*, actor: Actor, key: str) -> tuple[ShareLink | None, str]:
    """Open a link: what it leads to and what stands there, by today's rights of whoever opens it. TooManyError.

    Nobody learns of a link that leads to what they may not see: for them there is nothing.
    """
    at = clock.now()
    wrong = Knock.objects.filter(
        government_id=actor.government_id, person_id=actor.person_id, at__gt=at - WITHIN, met=Knock.Met.NOTHING
    )
    if wrong.count() >= MOST_WRONG:
        raise TooManyError
    rows = ShareLink.objects.filter(government_id=actor.government_id, key_hash=hashed(key))
    link = rows.select_related("case", "made_by").first()
    seen = link if link and case_for(actor, link.case_id) else None
    met = _met(seen, at)
    Knock.objects.create(government_id=actor.government_id, link=link, person_id=actor.person_id, at=at, met=met)
    return seen, met


@transaction.atomic
def revoke(*, actor: Actor, link: ShareLink) -> ShareLink:
    """Let a link lead nowhere; by whoever made it, or a coordinator."""
    if link.made_by_id != actor.person_id and not actor.has(Role.COORDINATOR):
        raise NotAllowedError("Tautan ini dibuat orang lain.", link.made_by.polite_name)
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by_id = clock.now(), actor.person_id
        link.save(update_fields=["revoked_at", "revoked_by"])
        data = {"code": link.case.code}
        record(actor=actor, action="inbox.link.revoked", subject_type="case", subject_id=link.case_id, data=data)
    return link


def _check_maker(actor: Actor, case: Case) -> None:
    if case.watched:
        raise LinkRefusedError("Laporan untuk inspektorat tidak dibagikan lewat tautan, supaya pelapornya terlindungi.")
    if actor.has(*MAKERS) or may_handle(actor, case):
        return
    people = holders_of(actor.government_id, Role.COORDINATOR)[:3]
    who = ", ".join(f"{person.polite_name} ({person.agency.short_name})" for person in people)
    raise NotAllowedError("Tautan dibuat oleh yang meneruskan atau menangani kasus.", who)


def _what_waits(actor: Actor, case: Case, about: str, at: datetime) -> tuple[int, str, int | None]:
    if about == ShareLink.About.DISPOSITION:
        waiting = current(case)
        if waiting is None:
            raise LinkRefusedError(
                "Tidak ada disposisi yang menunggu di kasus ini, jadi belum ada yang perlu dibagikan."
            )
        due = said_due(waiting.due_at.astimezone(actor.zone), at.astimezone(actor.zone))
        return waiting.pk, for_disposition(waiting.to_agency.short_name, due), waiting.to_agency_id
    answer = answer_at_work(case)
    if answer is None or answer.state != SUBMITTED:
        raise LinkRefusedError("Tidak ada jawaban yang menunggu dikirim di kasus ini. Ajukan dahulu jawabannya.")
    return answer.pk, for_answer(str(case.conversation.channel)), None


def _met(link: ShareLink | None, at: datetime) -> str:
    if link is None:
        return Knock.Met.NOTHING
    if link.revoked_at:
        return Knock.Met.REVOKED
    if not thing_stands(link):
        return Knock.Met.DONE
    return Knock.Met.ENDED if link.ends_at <= at else Knock.Met.WAITING
