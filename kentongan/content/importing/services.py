"""Every write of an import: keep what a file says, make it drafts, hand them in, take them back."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.content import services as content
from kentongan.content import states as post_states
from kentongan.content.extras import Extra
from kentongan.content.importing import states
from kentongan.content.importing.columns import POSTS
from kentongan.content.importing.selectors import IMPORTERS, dry_run, may_undo, posts_of
from kentongan.content.models import Import, ImportedPost
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.workbooks.reading import read_file
from kentongan.workbooks.texts import line

if TYPE_CHECKING:
    from kentongan.content.importing.outcomes import Outcome
    from kentongan.organizations.actor import Actor

THING = "content.import"
LOCK = 0x1A90
KEEP = timedelta(days=60)
"""After this, what a file said is forgotten; which posts came of it is not."""
NOTHING: dict[str, object] = {"columns": {}, "told": [], "rows": []}

register_thing(THING, "Impor", "/impor/{id}/")
register_action("imports.read", "{actor} memeriksa berkas “{file}” untuk impor: {rows} baris")
register_action("imports.order_chosen", "{actor} menentukan urutan tanggal di berkas “{file}”: {order}")
register_action("imports.made", "{actor} menjadikan {made} baris dari “{file}” draf kiriman")
register_action("imports.undone", "{actor} membatalkan impor “{file}”: {made} draf ditarik")


class ChangedSinceError(Exception):
    """What would become of the file is no longer what the person saw; nothing was made."""


class NotUndoableError(Exception):
    """Something of it was submitted already, or it was undone before."""


@transaction.atomic
def read_import(*, actor: Actor, name: str, data: bytes) -> Import:
    """Keep what a file of planned posts says, under its reader's agency; no post changes. FileRefusedError.

    The same file again, not made yet: the same import.
    """
    require_role(actor, *IMPORTERS, to="mengimpor kiriman")
    table = read_file(data, POSTS)
    digest, now = hashlib.sha256(data).hexdigest(), clock.now()
    mine = Import.objects.filter(government_id=actor.government_id, agency_id=actor.agency_id)
    mine.filter(at__lt=now - KEEP).exclude(table=NOTHING).update(table=NOTHING)
    if again := mine.filter(file_hash=digest, person_id=actor.person_id, state=states.READ).first():
        return again
    found = Import.objects.create(
        government_id=actor.government_id,
        agency_id=actor.agency_id,
        person_id=actor.person_id,
        at=now,
        file_name=line(name)[-160:] or "berkas",
        file_hash=digest,
        table=table.as_json(),
        rows=len(table.rows),
    )
    told_of(actor, "imports.read", found, rows=found.rows)
    return found


@transaction.atomic
def choose_order(*, actor: Actor, found: Import, order: str) -> Import:
    """Say how 3/4/2026 is meant in this file; nobody guesses it."""
    found = locked_for_owner(actor, found, to="mengubah impor ini")
    if found.state == states.READ:
        found.order = Import.Order(order)
        found.save(update_fields=["order"])
        told_of(actor, "imports.order_chosen", found, order=Import.Order(order).label)
    return found


@transaction.atomic
def make(*, actor: Actor, found: Import, expected: int) -> Import:
    """Make every ready row a draft, all of them or none. Pressed twice, nothing is doubled.

    `expected`: how many the person saw; ChangedSinceError when it is another number now.
    """
    found = locked_for_owner(actor, found, to="menjadikan impor ini draf")
    if found.state != states.READ:
        return found
    with connection.cursor() as cursor:  # two files with the same rows wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, found.agency_id])
    rows = dry_run(found).ready
    if not rows or len(rows) != expected:
        raise ChangedSinceError
    posts = content.start_many(
        actor=actor, drafts=[_draft(row) for row in rows], placings=[_placing(row) for row in rows]
    )
    ImportedPost.objects.bulk_create(
        ImportedPost(
            government_id=actor.government_id,
            source=found,
            post=post,
            row=row.number,
            fingerprint=row.mark,
            alt_text=row.plan.alt,
        )
        for post, row in zip(posts, rows, strict=True)
    )
    _move(found, states.MADE)
    found.made, found.made_at = len(posts), clock.now()
    found.save(update_fields=["state", "made", "made_at"])
    told_of(actor, "imports.made", found, made=found.made)
    return found


@transaction.atomic
def undo(*, actor: Actor, found: Import) -> Import:
    """Withdraw every draft of an import, as long as nothing of it was submitted; its rows may come again."""
    require_role(actor, *IMPORTERS, to="membatalkan impor")
    found = _locked(found)
    posts = posts_of(found)
    if not may_undo(found):
        raise NotUndoableError
    drafts = list(posts.filter(post__state=post_states.DRAFT).values_list("post_id", flat=True))
    try:
        content.withdraw_many(actor=actor, posts=drafts, reason=f"impor “{found.file_name}” dibatalkan")
    except content.NotEditableError as late:  # one was submitted at this very moment
        raise NotUndoableError from late
    posts.update(live=False)
    _move(found, states.UNDONE)
    found.save(update_fields=["state"])
    told_of(actor, "imports.undone", found, made=found.made)
    return found


def _draft(row: Outcome) -> content.Draft:
    plan = row.plan
    ids = [place.channel_id for place in plan.places]
    extras = {channel_id: Extra(link=plan.link) for channel_id in ids} if plan.link else {}
    return content.Draft(plan.title, plan.story, plan.pillar, plan.publish_at, ids, extras=extras)


def _placing(row: Outcome) -> content.Placing:
    plan = row.plan
    programme, campaign = (int(one.key) if one else None for one in (plan.programme, plan.campaign))
    return content.Placing(programme, campaign, tuple(one.key for one in plan.audiences))


def locked_for_owner(actor: Actor, found: Import, *, to: str) -> Import:
    """Lock it for whoever brought it: its rows were judged under that person's rights."""
    require_role(actor, *IMPORTERS, to=to)
    if found.person_id != actor.person_id:
        who = found.person.polite_name
        raise NotAllowedError(f"Berkas ini diunggah {who}, dan barisnya dinilai menurut izin kanal {who}.", who)
    return _locked(found)


def _locked(found: Import) -> Import:
    rows = Import.objects.select_for_update(of=("self",))
    return rows.get(government_id=found.government_id, pk=found.pk)


def _move(found: Import, state: str) -> None:
    states.IMPORT.check(found.state, state)
    found.state = state


def told_of(actor: Actor, action: str, found: Import, **data: object) -> None:
    facts = {"file": found.file_name} | data
    record(actor=actor, action=action, subject_type=THING, subject_id=found.pk, data=facts)
