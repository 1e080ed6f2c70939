"""A post that is repeated: one time of it is planned ahead, what a stop let pass is left out, a person may end it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import transaction

from kentongan.approvals import services as approvals
from kentongan.approvals.selectors import approved_hash
from kentongan.audit.registry import register_action
from kentongan.content import recurrence, states
from kentongan.content.fingerprint import hash_of, media_for
from kentongan.content.models import Occurrence, Post
from kentongan.content.selectors import STOPPERS, media_of, versions_of
from kentongan.content.series import last_of, schedule_of
from kentongan.content.services.following import follow_series, tell_people
from kentongan.content.services.guard import (
    APPROVAL_SUBJECT,
    OCCURRENCE_SUBJECT,
    NotEditableError,
    back_to_desk,
    deliveries_of,
    set_state,
    told,
    withdraw_occurrences,
)
from kentongan.content.services.sending import Terms, promise
from kentongan.core import clock
from kentongan.core.days import written
from kentongan.organizations.access import require_role
from kentongan.organizations.actor import system
from kentongan.outbox import services as outbox
from kentongan.outbox import states as ledger
from kentongan.tenancy.scope import across_governments, within
from kentongan.work.models import Notice

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.content.series import Schedule
    from kentongan.organizations.actor import Actor

log = structlog.get_logger(__name__)
BY_HAND = timedelta(hours=24)
"""A person who carries it to the platform has a day, as for any post."""
NOT_BEGUN = frozenset({ledger.SCHEDULED, ledger.DUE, ledger.EXPIRED, ledger.CANCELLED})
DOWN = "dilewati karena sistem tidak berjalan"
NAMED = 5
register_action("content.series_skipped", "{n} kali “{title}” dilewati karena sistem tidak berjalan: {days}")
register_action("content.series_stopped", "{actor} menghentikan pengulangan “{title}”: {reason}")
register_action(
    "content.series_halted", "Pengulangan “{title}” berhenti: isinya tidak lagi persis seperti yang disetujui"
)


def begin(actor: Actor, post: Post) -> None:
    """Plan the next time of a post that was just approved; part of that transaction. What was before is not caught up on."""
    schedule, now = schedule_of(post), clock.now()
    if schedule is not None:
        _go_on(actor, post, schedule, max(now, last_of(post) or now))


def keep_due(*, at: datetime | None = None, limit: int = 200) -> int:
    """Bring every series whose time has come up to date, of all governments; return how many. Safe to run side by side."""
    now = at or clock.now()
    due = Post.objects.filter(state=states.SCHEDULED, recurrence__isnull=False, publish_at__lte=now)
    with across_governments():
        found = list(due.order_by("publish_at").values_list("government_id", "pk")[:limit])
    with clock.stopped_at(now):
        return sum(_keep(government_id, post_id) for government_id, post_id in found)


def _keep(government_id: int, post_id: int) -> bool:
    """One series in a transaction of its own: another's trouble must not stop it."""
    try:
        with within(government_id):
            return _advance(government_id, post_id)
    except NotEditableError:
        return False  # it is being sent at this moment; the next round decides
    except Exception:
        log.exception("series broke", government=government_id, post=post_id)
        return False


def _advance(government_id: int, post_id: int) -> bool:
    rows = Post.objects.select_for_update(skip_locked=True, of=("self",)).select_related("government")
    post = rows.filter(government_id=government_id, pk=post_id, state=states.SCHEDULED).first()
    now = clock.now()
    if post is None or post.publish_at is None or post.publish_at > now:
        return False
    actor, schedule = system(government_id), schedule_of(post)
    if schedule is None or not _as_approved(post):
        _halt(actor, post)
        return True
    last = last_of(post) or post.publish_at
    due = schedule.between(last, now)
    useful = due[-1] if due and recurrence.worth_sending(due[-1], now) else None
    left_out = _never_sent(actor, post, now) + [moment for moment in due if moment != useful]
    for moment in left_out:
        _note(post, moment, states.SKIPPED)
    if useful:
        _plan(actor, post, schedule, useful)
    if left_out:
        _tell_skipped(actor, post, schedule, left_out)
    _go_on(actor, post, schedule, max(now, last))
    return True


def _go_on(actor: Actor, post: Post, schedule: Schedule, after: datetime) -> None:
    """Plan the first time later than `after`; where there is none, the series is over."""
    coming = schedule.coming(after, 1)
    if coming:
        _plan(actor, post, schedule, coming[0])
    else:
        follow_series(post)


def _plan(actor: Actor, post: Post, schedule: Schedule, moment: datetime) -> None:
    """One delivery a channel, saying what was approved with the day filled in."""
    occurrence = _note(post, moment, states.PLANNED)
    assets = [row.asset for row in media_of(post)]
    comments: dict[str, str] = {}
    for version in versions_of(post):
        words = schedule.words(version.words, moment)
        media = tuple(asset.pk for asset in media_for(version, assets))
        useful = BY_HAND if version.channel.by_hand else recurrence.LATENESS
        terms = Terms(OCCURRENCE_SUBJECT, occurrence.pk, moment, useful, schedule.over_at)
        promise(actor, post, version, words, media, terms)
        if words.more.first_comment:
            comments[str(version.channel_id)] = words.more.first_comment
    occurrence.comments = comments
    occurrence.save(update_fields=["comments"])
    post.publish_at = moment
    post.save(update_fields=["publish_at"])


def _note(post: Post, moment: datetime, state: str) -> Occurrence:
    """Write the state of one time; the same moment is the same row for ever, so that no clock makes a second one."""
    row, is_new = Occurrence.objects.get_or_create(
        government_id=post.government_id, post=post, at=moment, defaults={"state": state}
    )
    if not is_new and row.state != state:
        states.OCCURRENCE.check(row.state, state)
        row.state = state
        row.save(update_fields=["state"])
    return row


def _never_sent(actor: Actor, post: Post, now: datetime) -> list[datetime]:
    """The time that was planned when everything stopped: nobody looked at it while it was of use."""
    rows = Occurrence.objects.filter(government_id=post.government_id, post=post, state=states.PLANNED)
    found = rows.filter(at__lt=now - recurrence.LATENESS).order_by("-at").first()
    if found is None or found.at != post.publish_at:
        return []
    about = deliveries_of(post).filter(subject_id=str(found.pk))
    if about.exclude(state__in=NOT_BEGUN).exists() or about.filter(channel__by_hand=True).exists():
        return []
    outbox.withdraw(actor=actor, subject_type=OCCURRENCE_SUBJECT, subject_id=found.pk, reason=DOWN)
    return [found.at]


def _as_approved(post: Post) -> bool:
    stands = hash_of(post, versions_of(post), [row.asset for row in media_of(post)])
    return stands == approved_hash(post.government_id, APPROVAL_SUBJECT, post.pk)


def _halt(actor: Actor, post: Post) -> None:
    """What would go out is not what was approved: it goes back to the desk, and its people are told."""
    back_to_desk(actor, post)
    post.revision += 1
    post.save(update_fields=["revision"])
    told(actor, "content.series_halted", post)
    sentence = (
        "Pengulangan “{title}” berhenti: isinya tidak lagi persis seperti yang disetujui. Periksa, lalu ajukan lagi"
    )
    tell_people(post, Notice.Kind.ACTION, sentence)


def _tell_skipped(actor: Actor, post: Post, schedule: Schedule, moments: list[datetime]) -> None:
    named = ", ".join(written(schedule.day(moment)) for moment in moments[:NAMED])
    more = f" dan {len(moments) - NAMED} lagi" if len(moments) > NAMED else ""
    told(actor, "content.series_skipped", post, n=len(moments), days=named + more)
    sentence = f"{len(moments)} kali “{{title}}” {DOWN}: {named}{more}"
    tell_people(post, Notice.Kind.NEWS, sentence)


@transaction.atomic
def stop_series(*, actor: Actor, post: Post, reason: str) -> Post:
    """End the repetition for good: nothing of it goes out any more. NotEditableError where it is not going on."""
    require_role(actor, *STOPPERS, to="menghentikan pengulangan")
    post = Post.objects.select_for_update(of=("self",)).get(government_id=actor.government_id, pk=post.pk)
    if not post.recurrence or post.state != states.SCHEDULED:
        raise NotEditableError
    approvals.void(actor=actor, subject_type=APPROVAL_SUBJECT, subject_id=post.pk, reason=reason)
    withdraw_occurrences(actor, post, reason)
    post.revision += 1
    post.save(update_fields=["revision"])
    if Occurrence.objects.filter(government_id=post.government_id, post=post, state=states.PLANNED).exists():
        follow_series(post)
    else:
        set_state(post, states.WITHDRAWN)
    told(actor, "content.series_stopped", post, reason=reason)
    return post
