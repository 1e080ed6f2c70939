"""One gate: every way in which something could reach the public, and that none of them passes without an approval."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from kentongan.approvals.models import Approval, Decision
from kentongan.approvals.services import approve_many
from kentongan.channels import services as channels
from kentongan.channels.models import Channel, RemoteObject
from kentongan.content.extras import Extra
from kentongan.content.importing.services import make, read_import
from kentongan.content.importing.tests.books import book, row
from kentongan.content.models import Post, Version
from kentongan.content.recurrence import Every, Recurrence
from kentongan.content.selectors import versions_of
from kentongan.content.services import (
    Draft,
    ask_for_correction,
    choose_channels,
    duplicate,
    keep_due,
    reschedule,
    save_draft,
    submit_for_review,
)
from kentongan.core import clock
from kentongan.organizations.actor import Actor, system
from kentongan.organizations.models import Person
from kentongan.outbox.models import Delivery
from kentongan.outbox.runner import run_once
from kentongan.work.selectors import tasks_for
from tests import builders, source

pytestmark = [pytest.mark.as_worker]
LEDGER = {"schedule", "act_on", "act_on_target", "promise"}
DOORS = {
    "kentongan/content/services/answering.py": "called by approvals alone, in the transaction of the last approval",
    "kentongan/content/services/series.py": "plans a time only while the approval of the whole series stands",
    "kentongan/content/services/sending.py": "the one hand both of them use",
    "kentongan/content/services/commenting.py": "a first comment, approved with its post, once the post is public",
    "kentongan/content/services/changing.py": "other words: called by approvals alone; taking down waits for nobody",
    "kentongan/inbox/services/answers.py": "an answer to a citizen, released by a holder of the channel's grant",
    "kentongan/inbox/answering/sending.py": "the same answer under the other comments of its case, released with it",
    "kentongan/inbox/services/moderating.py": "hides a citizen's comment, never ours, with a reason",
    "kentongan/outbox/services/acting.py": "the ledger itself",
    "kentongan/outbox/services/scheduling.py": "the ledger itself",
}
Write = Callable[..., Post]
Way = Callable[["Office"], None]


class Office:
    """Ayu and a ready draft; she may try whatever the product offers her."""

    def __init__(self, actor: Actor, draft_of: Write, instagram: Channel) -> None:
        self.actor, self.draft_of, self.instagram = actor, draft_of, instagram

    def submitted(self, post: Post) -> Post:
        return submit_for_review(actor=self.actor, post=post, revision=post.revision)


@pytest.fixture
def office(ayu_acts: Actor, draft_of: Write, instagram: Channel) -> Office:
    return Office(ayu_acts, draft_of, instagram)


def by_submitting(office: Office) -> None:
    office.submitted(office.draft_of(office.actor))


def by_another_moment(office: Office) -> None:
    post = office.submitted(office.draft_of(office.actor))
    reschedule(actor=office.actor, post=post, revision=post.revision, publish_at=clock.now() + timedelta(minutes=1))


def by_a_schedule(office: Office) -> None:
    post, today = office.draft_of(office.actor), clock.now().date()
    rule = Recurrence(Every.DAY, time(7), today, today + timedelta(days=5))
    words = Draft(post.title, post.story, post.pillar, recurrence=rule)
    office.submitted(save_draft(actor=office.actor, post=post, revision=post.revision, draft=words))


def by_a_file(office: Office) -> None:
    lines = book([row(channels="Instagram", time="08:00")])
    found = read_import(actor=office.actor, name="rencana.xlsx", data=lines)
    make(actor=office.actor, found=found, expected=1)


def by_a_copy(office: Office) -> None:
    post = office.submitted(office.draft_of(office.actor))
    duplicate(actor=office.actor, post=post)


def by_hand(office: Office) -> None:
    place = channels.register_by_hand(
        actor=system(office.actor.government_id), agency=office.instagram.agency, platform="website", name="Dinas"
    )
    builders.grant(Person.objects.get(pk=office.actor.person_id), place)
    post = office.draft_of(office.actor)
    office.submitted(choose_channels(actor=office.actor, post=post, revision=post.revision, channels={place.pk}))


def by_a_first_comment(office: Office) -> None:
    post = office.draft_of(office.actor)
    extras = {office.instagram.pk: Extra(first_comment="Info lengkap di situs kami.")}
    words = Draft(post.title, post.story, post.pillar, channels=[office.instagram.pk], extras=extras)
    office.submitted(save_draft(actor=office.actor, post=post, revision=post.revision, draft=words))


def by_correcting_what_is_public(office: Office) -> None:
    post = office.draft_of(office.actor)
    page = builders.channel(office.instagram.agency, "facebook")
    builders.grant(Person.objects.get(pk=office.actor.person_id), page)
    choose_channels(actor=office.actor, post=post, revision=post.revision, channels={page.pk})
    remote = RemoteObject.objects.create(
        government_id=office.actor.government_id,
        channel=page,
        kind="post",
        remote_id="p-1",
        subject_type="content.version",
        subject_id=str(versions_of(post).get().pk),
        text="Lama",
        published_at=clock.now(),
    )
    ask_for_correction(actor=office.actor, post=post, remote=remote, text="Baru", reason="salah")


def in_bulk_by_the_writer(office: Office) -> None:
    builders_role(office)
    by_submitting(office)
    request = Approval.objects.get()
    chief = builders.actor_of(Person.objects.get(pk=office.actor.person_id))
    assert not approve_many(actor=chief, picked={request.pk: request.content_hash})[0].done


def builders_role(office: Office) -> None:
    from kentongan.organizations.roles import Role
    from kentongan.organizations.services import give_role

    give_role(actor=office.actor, person=Person.objects.get(pk=office.actor.person_id), role=Role.APPROVER)


def as_an_emergency(office: Office) -> None:
    from kentongan.content.services import classify

    post = office.draft_of(office.actor)
    office.submitted(classify(actor=office.actor, post=post, revision=post.revision, content_class="darurat"))


def behind_an_old_approval(office: Office) -> None:
    """Approved, then changed: the approval goes with the change, and so does what was promised."""
    post = office.submitted(office.draft_of(office.actor))
    request = Approval.objects.get()
    bima = Person.objects.get(user__username="bima")
    assert approve_many(actor=builders.actor_of(bima), picked={request.pk: request.content_hash})[0].done
    post.refresh_from_db()
    words = Draft(post.title, f"{post.story} Tambahan.", post.pillar, publish_at=post.publish_at)
    office.submitted(save_draft(actor=office.actor, post=post, revision=post.revision, draft=words))


WAYS: list[Way] = [
    by_submitting,
    by_another_moment,
    by_a_schedule,
    by_a_file,
    by_a_copy,
    by_hand,
    by_a_first_comment,
    by_correcting_what_is_public,
    in_bulk_by_the_writer,
    as_an_emergency,
    behind_an_old_approval,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_is_promised_or_asked_to_be_carried_without_an_approval(way: Way, office: Office) -> None:
    way(office)
    later = clock.now() + timedelta(days=2)
    with clock.stopped_at(later):
        keep_due(at=later)
        run_once(later)
    open_ones = Delivery.objects.exclude(state__in=["cancelled", "expired"])
    assert not open_ones.exists()
    assert not [task for task in tasks_for(office.actor) if task.kind.startswith("outbox")]


def test_only_these_doors_lead_to_the_ledger() -> None:
    found = {
        source.short(path)
        for path in source.modules()
        if "tests" not in path.parts and not source.short(path).startswith("kentongan/config/")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and _name(node.func) in LEDGER
    }
    assert found == DOORS.keys(), (
        f"A new way out passes the gate, or is written down here with why not: {found ^ DOORS.keys()}"
    )


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def test_there_is_no_interface_for_programs_yet_that_could_go_round_the_gate() -> None:
    def routes(resolver: Any) -> list[str]:
        lines = resolver.url_patterns
        inner = [route for line in lines if isinstance(line, URLResolver) for route in routes(line)]
        return inner + [str(line.pattern) for line in lines if isinstance(line, URLPattern)]

    assert not [route for route in routes(get_resolver()) if route.startswith(("api/", "v1/"))]


def test_what_goes_out_is_what_was_approved_to_the_byte(office: Office, bima: Person) -> None:
    post = office.submitted(office.draft_of(office.actor))
    request = Approval.objects.get()
    Version.objects.filter(post=post).update(text="Diganti di belakang")
    assert (
        "isinya berubah"
        in approve_many(actor=builders.actor_of(bima), picked={request.pk: request.content_hash})[0].sentence
    )
    assert not Decision.objects.exists()
