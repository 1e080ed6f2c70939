"""Reading templates, service facts, copies, notes and ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from kentongan.core import clock
from kentongan.inbox.answering.models import (
    AnswerCopy,
    ArchivedComment,
    CaseLink,
    CitizenNote,
    Rating,
    ReplyTemplate,
    ServiceInfo,
    TemplateUse,
)
from kentongan.inbox.answering.rules import likeness

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from kentongan.inbox.models import Answer, Case, Message
    from kentongan.organizations.actor import Actor

MOST_INFO = 300
"""So many facts of an agency are weighed against a matter; further ones are found by searching."""
SUGGESTED = 3


def templates_for(actor: Actor) -> QuerySet[ReplyTemplate]:
    """Shared templates and those of the agencies this actor sees, with how often each was used."""
    rows = ReplyTemplate.objects.filter(government_id=actor.government_id, retired_at=None)
    if not actor.sees_every_agency:
        rows = rows.filter(Q(agency=None) | Q(agency_id__in=actor.agencies))
    uses = TemplateUse.objects.filter(government_id=actor.government_id, template=OuterRef("pk")).order_by()
    counted = uses.values("template").annotate(n=Count("pk")).values("n")
    return rows.select_related("agency", "kept_by").annotate(uses=Coalesce(Subquery(counted), 0)).order_by("name", "pk")


def uses_of(template: ReplyTemplate) -> int:
    """How often a template was used, where `templates_for` read it."""
    return int(getattr(template, "uses", 0))


def template_for(actor: Actor, template_id: int) -> ReplyTemplate | None:
    """One of them, None when it is not this actor's to see."""
    return templates_for(actor).filter(pk=template_id).first()


def templates_near(actor: Actor, case: Case) -> QuerySet[ReplyTemplate]:
    """Those of the case's agency and the shared ones."""
    return templates_for(actor).filter(Q(agency=None) | Q(agency_id=case.agency_id))


def templates_for_case(case: Case, rows: QuerySet[ReplyTemplate]) -> list[ReplyTemplate]:
    """What fits a case of `templates_near`: those of its topic first, then the agency's, then the shared ones."""
    return sorted(
        rows, key=lambda one: (one.topic != case.topic or not case.topic, one.agency_id is None, -uses_of(one))
    )[:20]


def infos_for(actor: Actor, words: str = "") -> QuerySet[ServiceInfo]:
    """Every service's facts: they are public anyway. `words`: all of them have to stand somewhere in it."""
    rows = ServiceInfo.objects.filter(government_id=actor.government_id, retired_at=None)
    for word in words.split()[:6]:
        fields = ("service", "topic", "words", "requirements", "agency__name", "agency__short_name")
        found = Q()
        for name in fields:
            found |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(found)
    return rows.select_related("agency", "kept_by").order_by("service", "pk")


def info_for(actor: Actor, info_id: int) -> ServiceInfo | None:
    """One of an agency this actor sees: a page to change it."""
    rows = infos_for(actor)
    return (rows if actor.sees_every_agency else rows.filter(agency_id__in=actor.agencies)).filter(pk=info_id).first()


def infos_near(case: Case) -> QuerySet[ServiceInfo]:
    """The facts of the case's agency and of its topic: among them the fitting ones are looked for."""
    rows = ServiceInfo.objects.filter(government_id=case.government_id, retired_at=None).select_related("agency")
    near = Q(agency_id=case.agency_id) | ~Q(topic="") & Q(topic=case.topic)
    return rows.filter(near).order_by("-reviewed_on", "-pk")[:MOST_INFO]


def infos_for_case(
    case: Case, rows: QuerySet[ServiceInfo] | None = None, *, most: int = SUGGESTED
) -> list[ServiceInfo]:
    """The facts that fit a case best, by its topic and its words; nothing that has nothing to do with it."""
    wanted = (case.title, case.topic, case.conversation.excerpt[:1000])
    rated = [(_fits(one, case, wanted), one) for one in (infos_near(case) if rows is None else rows)]
    fitting = sorted((pair for pair in rated if pair[0]), key=lambda pair: -pair[0])
    return [one for _, one in fitting[:most]]


def _fits(info: ServiceInfo, case: Case, wanted: tuple[str, ...]) -> int:
    topic_fits = bool(case.topic) and info.topic == case.topic
    return likeness(wanted, service=info.service, words=info.words, topic_fits=topic_fits)


def info_for_case(case: Case) -> ServiceInfo | None:
    """The facts that a template's names take their values from: the best fitting that are still looked after."""
    return fresh(infos_for_case(case), _today(case))


def fresh(infos: list[ServiceInfo], today: date) -> ServiceInfo | None:
    """The first that is not past its review."""
    return next((one for one in infos if one.review_by >= today), None)


def _today(case: Case) -> date:
    return clock.now().astimezone(case.government.zone).date()


def copies_of(answer: Answer | None) -> list[AnswerCopy]:
    """Where an answer goes beside its first conversation."""
    if answer is None:
        return []
    rows = AnswerCopy.objects.filter(government_id=answer.government_id, answer=answer)
    return list(rows.select_related("conversation__channel", "released_by").order_by("pk"))


def notes_of(case: Case) -> QuerySet[CitizenNote]:
    """What the citizen added on their own page, oldest first."""
    return CitizenNote.objects.filter(government_id=case.government_id, case=case).order_by("at", "pk")


def links_of(case: Case) -> QuerySet[CaseLink]:
    """Every address the citizen of a case was given, the latest first."""
    return (
        CaseLink.objects.filter(government_id=case.government_id, case=case).select_related("made_by").order_by("-pk")
    )


def rating_of(case: Case) -> Rating | None:
    """What the citizen said of how it ended last."""
    return Rating.objects.filter(government_id=case.government_id, case=case).order_by("-closed_at").first()


def satisfaction(actor: Actor, since: datetime, until: datetime) -> dict[str, object]:
    """How finished cases were found: answers by score, how many, and how many closed cases could have been rated.

    Counted over ratings given in the stretch of time; the cases over those closed in it that had an address in force.
    """
    from kentongan.inbox.models import Case

    rows = Rating.objects.filter(government_id=actor.government_id, at__gte=since, at__lt=until)
    closed = Case.objects.filter(government_id=actor.government_id, closed_at__gte=since, closed_at__lt=until)
    if not actor.sees_every_agency:
        rows, closed = rows.filter(agency_id__in=actor.agencies), closed.filter(agency_id__in=actor.agencies)
    asked = CaseLink.objects.filter(government_id=actor.government_id, revoked_at=None).values("case")
    by_score = dict(rows.order_by().values("score").annotate(n=Count("pk")).values_list("score", "n"))
    given = sum(by_score.values())
    return {
        "scores": {score: by_score.get(score, 0) for score in range(1, 5)},
        "given": given,
        "asked": closed.filter(pk__in=asked).count(),
        "mean": sum(score * n for score, n in by_score.items()) / given if given else None,
    }


def archived_of(message: Message) -> QuerySet[ArchivedComment]:
    """A comment as it stood each time somebody asked to hide it or take it away, the latest first."""
    rows = ArchivedComment.objects.filter(government_id=message.government_id, message=message)
    return rows.select_related("asked_by").order_by("-pk")
