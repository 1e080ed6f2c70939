"""One of everything an address can name, belonging to one agency: what walls are tried with."""

from __future__ import annotations

import io
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kentongan.approvals.models import Approval
from kentongan.channels.models import Connection, RemoteObject
from kentongan.compliance.services import record_official_number
from kentongan.connectors.contract import Act, RemoteComment
from kentongan.content.selectors import versions_of
from kentongan.content.services import Draft, attach, save_draft, start_post, submit_for_review
from kentongan.core import clock
from kentongan.inbox.intake import process, store_polled
from kentongan.inbox.models import Conversation, Message
from kentongan.inbox.services import answers, sorting
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.outbox.payload import Payload
from kentongan.outbox.services import freeze, schedule, unfreeze
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from kentongan.work.models import Notice
from kentongan.work.services import notify
from tests import builders


@dataclass(frozen=True)
class Staff:
    """Who works in the government the things belong to."""

    writer: Person
    approver: Person
    coordinator: Person
    administrator: Person


def staff_elsewhere(government: Government) -> Staff:
    """People of another government, with names of their own."""
    office = builders.agency("Dinas Kesehatan", of=government)
    return Staff(
        builders.person("Puspa Musi", (Role.ADMIN,), office),
        builders.person("Qori Musi", (Role.APPROVER,), office),
        builders.person("Rendra Musi", (Role.COORDINATOR,), office),
        builders.person("Sari Musi", (Role.ADMINISTRATOR,), office),
    )


def make(staff: Staff) -> dict[str, object]:
    """Everything of the writer's agency, by the names that addresses use for their arguments."""
    with within(staff.writer.government_id):
        return _content(staff) | _inbox(staff) | _people(staff)


def _people(staff: Staff) -> dict[str, object]:
    channel = builders.channel(staff.writer.agency, "facebook")
    keeper = builders.actor_of(staff.administrator)
    number = record_official_number(actor=keeper, number="0800 1234 5678", label="Puskesmas")
    walk = Connection.objects.create(
        government_id=keeper.government_id,
        person=staff.administrator,
        platform=channel.platform,
        nonce=secrets.token_hex(8),
        base="http://testserver/",
        began_at=clock.now(),
        ends_at=clock.now(),
    )
    notify(actor=keeper, person_ids=[staff.writer.pk], kind=Notice.Kind.NEWS, sentence="Ada kabar", path="/kiriman/")
    return {
        "platform": "x",
        "person_id": staff.writer.pk,
        "appointment_id": builders.appointment(staff.writer).pk,
        "channel_id": channel.pk,
        "connection_id": walk.pk,
        "grant_id": builders.grant(staff.writer, channel).pk,
        "number_id": number.pk,
        "notice_id": Notice.objects.filter(person=staff.writer).latest("pk").pk,
    }


def _content(staff: Staff) -> dict[str, object]:
    channel = builders.channel(staff.writer.agency, "instagram")
    actor = builders.actor_of(builders.entitled(staff.writer, channel))
    post = start_post(actor=actor, title="Imunisasi", story="Imunisasi gratis di semua puskesmas.")
    words = Draft(title=post.title, story=post.story, pillar="layanan", publish_at=clock.now() + timedelta(days=1))
    post = save_draft(actor=actor, post=post, revision=post.revision, draft=words)
    post, asset = attach(actor=actor, post=post, revision=post.revision, upload=_photo(), alt_text="Petugas menyuntik")
    submit_for_review(actor=actor, post=post, revision=post.revision)
    delivery = schedule(
        actor=actor,
        channel=channel,
        act=Act.PUBLISH,
        subject_type="uji.dinding",
        subject_id=post.pk,
        payload=Payload(text="Posyandu besok"),
        run_at=clock.now() + timedelta(hours=1),
        person_id=staff.writer.pk,
        agency_id=staff.writer.agency_id,
    )
    approval = Approval.objects.get(subject_id=str(post.pk))
    chief = builders.actor_of(staff.coordinator)
    ended = unfreeze(actor=chief, freeze=freeze(actor=chief, reason="Latihan"), reason="Selesai")
    stands = RemoteObject.objects.create(
        government_id=actor.government_id,
        channel=channel,
        kind="post",
        remote_id=f"p-{post.pk}",
        subject_type="content.version",
        subject_id=str(versions_of(post).get(channel=channel).pk),
        text=post.story,
        published_at=clock.now(),
    )
    return {
        "post_id": post.pk,
        "remote_id": stands.pk,
        "asset_id": asset.pk,
        "delivery_id": delivery.pk,
        "approval_id": approval.pk,
        "freeze_id": ended.pk,
    }


def _inbox(staff: Staff) -> dict[str, object]:
    channel = builders.channel(staff.writer.agency, "instagram")
    comment = RemoteComment(
        remote_id="c-1", post_id="p-1", text="puskesmas tutup terus", author_name="rani", created_at=clock.now()
    )
    store_polled(channel, [comment])
    process(channel.government_id)
    conversation, chief = Conversation.objects.get(channel=channel), builders.actor_of(staff.coordinator)
    case = sorting.forward(
        actor=chief, conversation=conversation, to_agency=staff.writer.agency, instruction="Cek.", kind="complaint"
    )
    actor = builders.actor_of(staff.writer)
    answers.submit_answer(actor=actor, case=case, text="Kami buka pukul 08.00.", closes=True, revision=0)
    message = Message.objects.get(conversation=conversation, remote_id="c-1")
    return {"conversation_id": conversation.pk, "case_id": case.pk, "message_id": message.pk}


def fields(agency: Agency) -> dict[str, object]:
    """What a form could ask for; each takes its own."""
    return {
        "agency": agency.pk,
        "instruction": "Tolong dicek.",
        "kind": "complaint",
        "reason": "Bukan urusan dinas ini.",
        "text": "Kami cek besok.",
        "revision": 1,
        "number": "0800 9999 1111",
        "label": "Call center",
        "decision": "cancel",
        "scope": "all",
    }


def _photo() -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", (1200, 1200), "teal").save(held, "JPEG")
    return SimpleUploadedFile("foto.jpg", held.getvalue(), content_type="image/jpeg")
