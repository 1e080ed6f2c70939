"""What stands around an answer on the case's page: checks and counters, templates, service facts, where it goes, the citizen's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kentongan.connectors.counting import count
from kentongan.core import clock
from kentongan.inbox.access import may_handle
from kentongan.inbox.answering import approving, fanout
from kentongan.inbox.answering.checks import checks_of, delicate_in
from kentongan.inbox.answering.copies import shown_copies
from kentongan.inbox.answering.heard import Heard, heard_in, rows_of
from kentongan.inbox.answering.links import address_of
from kentongan.inbox.answering.rules import fill
from kentongan.inbox.answering.selectors import (
    copies_of,
    infos_for_case,
    infos_near,
    links_of,
    notes_of,
    rating_of,
    template_for,
    templates_for_case,
    templates_near,
)
from kentongan.inbox.answering.states import SENT, SKIPPED
from kentongan.inbox.answering.variables import values_for
from kentongan.inbox.answering.windows import closed_window, private_door
from kentongan.inbox.models import Answer, Message, SaidAs
from kentongan.inbox.states import DRAFT
from kentongan.inbox.ways import way_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from kentongan.inbox.answering.models import AnswerCopy, CaseLink, ReplyTemplate, ServiceInfo
    from kentongan.inbox.blocking.models import Block
    from kentongan.inbox.models import Case, Conversation
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

INFO_LABELS = (
    ("hours", "Jam layanan"),
    ("requirements", "Syarat"),
    ("fee", "Biaya"),
    ("contact", "Kontak"),
    ("link", "Tautan"),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk needs of the tables, to be read with the rest of the page."""

    links: QuerySet[CaseLink]
    infos: QuerySet[ServiceInfo]
    templates: QuerySet[ReplyTemplate]
    further: QuerySet[Conversation]
    removed: QuerySet[Message, int]
    heard: QuerySet[Message, tuple[int, str, str]]


def asked_at_desk(actor: Actor, case: Case) -> Desk:
    """What will be asked; only who handles the case is offered anything."""
    infos, templates, heard = infos_near(case), templates_near(actor, case), rows_of(case)
    further, removed = fanout.further_conversations(case), fanout.removed_rows(case)
    if not may_handle(actor, case):
        infos, templates, heard = infos.none(), templates.none(), heard.none()
        further, removed = further.none(), removed.none()
    return Desk(links_of(case), infos, templates, further, removed, heard)


@dataclass(frozen=True, slots=True)
class Known:
    """What the page has read already: the messages of the case's first conversation, its answers, the desk's own, blocks."""

    said: Sequence[Message]
    given: Sequence[Answer]
    desk: Desk
    blocks: Sequence[Block]

    @property
    def last_at(self) -> datetime | None:
        """When a citizen wrote last."""
        return max((one.at for one in self.said if not one.ours), default=None)


def desk_of(request: ActorRequest, case: Case, answer: Answer | None, words: str, known: Known) -> dict[str, Any]:
    """Everything at once; nothing of it for who only reads along, but where the answer goes."""
    handles = may_handle(request.actor, case)
    shown = answer or (known.given[-1] if known.given else None)
    copies, links = copies_of(shown), list(known.desk.links)
    link = next((one for one in links if one.revoked_at is None and one.ends_at > clock.now()), None)
    told: dict[str, Any] = {
        "approval": approving.waiting_on(answer),
        "copies": shown_copies(request.actor, copies, known.blocks, handles=handles),
        "unsettled": sum(one.state not in {SENT, SKIPPED} for one in copies),
        "notes": list(notes_of(case)) if links else [],
        "rating": rating_of(case) if links else None,
        "closed_window": closed_window(case.conversation),
        "link": link if handles else None,
        "address": address_of(link, _home(request)) if link and handles else "",
    }
    if not handles or (answer is not None and answer.state != DRAFT):
        return told
    private, infos = answer is not None and answer.private, infos_for_case(case, known.desk.infos)
    return told | {
        **aids_of(case, answer, words, private=private, said=heard_in(case, known.desk.heard)),
        "door": private_door(case.conversation, last_at=known.last_at, given=known.given),
        "private": private,
        "may_go_private": case.conversation.said_as != SaidAs.MESSAGE,
        "templates": _templates(request, case, known.desk, infos, private=private),
        "infos": [_told(one, _today(request)) for one in infos],
        "further": _further(request, known.desk, answer, copies, words),
        "template": request.GET.get("templat", ""),
    }


def aids_of(
    case: Case, answer: Answer | None, text: str, *, private: bool, said: Sequence[Heard] | None = None
) -> dict[str, Any]:
    """What is found in the words as they stand, and how much room they leave. Asked again while somebody writes."""
    draft = _as_typed(case, answer, text, private=private)
    limit = way_of(case.conversation, private=private).limit
    return {
        "checks": checks_of(draft, said=said) if text.strip() else (),
        "delicate": delicate_in(draft, said=said),
        "used": count(text, limit.counting) if limit else 0,
        "limit": limit.maximum if limit else 0,
        "where": case.conversation.channel.platform_name,
    }


def _as_typed(case: Case, answer: Answer | None, text: str, *, private: bool) -> Answer:
    """The answer with these words, not kept."""
    draft = Answer(government_id=case.government_id, case=case, text=text, private=private)
    draft.pk = answer.pk if answer else None
    return draft


def begun_with(request: ActorRequest, case: Case, answer: Answer | None) -> str:
    """What stands in the box: the kept words, and a template's behind them when the address asks for one."""
    words = answer.text if answer else ""
    asked = request.GET.get("templat", "")
    found = template_for(request.actor, int(asked)) if asked.isdecimal() else None
    if found is None or (answer is not None and answer.state != DRAFT) or not may_handle(request.actor, case):
        return words
    values = values_for(case, private=answer is not None and answer.private, home=_home(request))
    return "\n\n".join(part for part in (words.rstrip(), fill(found.text, values.known)) if part)


def _templates(
    request: ActorRequest, case: Case, desk: Desk, infos: list[ServiceInfo], *, private: bool
) -> list[tuple[ReplyTemplate, str]]:
    found = templates_for_case(case, desk.templates)
    if not found:
        return []
    values = values_for(case, private=private, home=_home(request), infos=(infos, _today(request)))
    return [(one, fill(one.text, values.known)) for one in found]


def _told(info: ServiceInfo, today: date) -> tuple[ServiceInfo, bool, list[tuple[str, str]]]:
    parts = [(label, getattr(info, of)) for of, label in INFO_LABELS if getattr(info, of)]
    return info, info.review_by < today, parts


def _today(request: ActorRequest) -> date:
    return clock.now().astimezone(request.actor.zone).date()


def _further(
    request: ActorRequest, desk: Desk, answer: Answer | None, copies: Sequence[AnswerCopy], words: str
) -> list[dict[str, Any]]:
    """The further conversations an answer that is being written will go to, with their words; what was refused stands again."""
    kept, gone = {one.conversation_id: one for one in copies}, set(desk.removed)
    places = [_place(talk, kept.get(talk.pk) if answer else None, words, gone=talk.pk in gone) for talk in desk.further]
    for place in places:
        key = place["talk"].pk
        if f"salinan-{key}" in request.POST:
            place |= {"text": request.POST[f"salinan-{key}"], "skipped": f"lewati-{key}" in request.POST}
    return places


def _place(talk: Conversation, copy: AnswerCopy | None, words: str, *, gone: bool) -> dict[str, Any]:
    limit = way_of(talk).limit
    usual = fanout.wording(words, talk) if words.strip() else ""
    own = copy.text if copy and copy.text != usual else ""
    return {
        "talk": talk,
        "text": own,
        "usual": usual,
        "gone": gone,
        "skipped": copy is not None and copy.state == SKIPPED,
        "limit": limit.maximum if limit else 0,
        "used": count(own or usual, limit.counting) if limit else 0,
    }


def _home(request: ActorRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
