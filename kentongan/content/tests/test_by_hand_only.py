"""A government without a single connection: everything is written, approved and proved, and people carry it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from kentongan.approvals.selectors import waiting_for
from kentongan.approvals.services import approve
from kentongan.channels import services as channels
from kentongan.channels.models import Channel, Credential
from kentongan.content import states
from kentongan.content.desk import desk_of
from kentongan.content.models import Post
from kentongan.content.services import submit_for_review
from kentongan.core import clock
from kentongan.organizations.actor import Actor, system
from kentongan.organizations.models import Person
from kentongan.outbox.models import Delivery
from kentongan.outbox.runner import run_once
from kentongan.work.selectors import tasks_for
from tests import builders

pytestmark = [pytest.mark.as_worker]
PLACES = ("facebook", "threads", "whatsapp", "website", "notice_board")


@dataclass
class Office:
    """Ayu's agency, on places that nobody connected."""

    actor: Actor
    places: dict[str, Channel]


@pytest.fixture
def office(ayu: Person, bima: Person) -> Office:
    builders.entitled(ayu)
    places = {
        place: channels.register_by_hand(
            actor=system(ayu.government_id), agency=ayu.agency, platform=place, name="Dinas Kesehatan"
        )
        for place in PLACES
    }
    for channel in places.values():
        builders.grant(ayu, channel)
    return Office(builders.actor_of(ayu), places)


@pytest.fixture
def approved(office: Office, bima: Person, draft_of: Callable[..., Post]) -> Post:
    post = draft_of(office.actor)
    assert [check.title for check in desk_of(office.actor, post).stops] == []
    submit_for_review(actor=office.actor, post=post, revision=post.revision)
    approver = builders.actor_of(bima)
    request = waiting_for(approver).get()
    approve(actor=approver, approval=request, content_hash=request.content_hash)
    post.refresh_from_db()
    return post


def deliveries(at: datetime) -> list[Delivery]:
    """Let the ledger live at that moment, through the product's own doors."""
    with clock.stopped_at(at):
        for _ in range(8):
            run_once(at)
    return list(Delivery.objects.order_by("pk"))


def test_a_post_is_written_approved_uploaded_by_people_and_published(
    approved: Post, office: Office, ayu: Person, screen_of: Callable[[Person], Client], text_of: Callable[[Any], str]
) -> None:
    assert approved.publish_at
    waiting = deliveries(approved.publish_at)
    assert {one.state for one in waiting} == {"by_hand"}
    assert len(waiting) == len(PLACES)
    assert not Credential.objects.exists()
    assert tasks_for(office.actor).filter(kind="outbox.by_hand").count() == len(PLACES)
    screen = screen_of(ayu)
    month = f"{approved.publish_at.astimezone(ZoneInfo('Asia/Makassar')):%Y-%m}"
    for page in (f"/g/wajo/kiriman/{approved.pk}/", "/g/wajo/kiriman/", f"/g/wajo/kalender/?bulan={month}"):
        with clock.stopped_at(approved.publish_at + timedelta(minutes=1)):
            shown = text_of(screen.get(page))
        assert "Menunggu diunggah orang" in shown, page
        assert "Sedang terbit" not in shown, page
    for one in waiting:
        shown = screen.get(f"/g/wajo/pengiriman/{one.pk}/").content.decode()
        assert "Imunisasi campak gratis di 23 puskesmas" in shown
        assert 'download="1-foto.jpg"' in shown
        link = {"permalink": f"https://contoh.id/{one.pk}"}
        assert screen.post(f"/g/wajo/pengiriman/{one.pk}/sudah-diunggah/", link).status_code == 302
    approved.refresh_from_db()
    assert approved.state == states.PUBLISHED
    assert not tasks_for(office.actor).exists()


def test_the_writing_desk_counts_for_places_without_a_connection(
    office: Office, ayu: Person, draft_of: Callable[..., Post], screen_of: Callable[[Person], Client]
) -> None:
    post = draft_of(office.actor, story="x" * 600)
    stops = [check.title for check in desk_of(office.actor, post).stops]
    assert stops == ["Versi Threads lewat 100 bita menurut hitungan Threads."]
    assert screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/").status_code == 200
