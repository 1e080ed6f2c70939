"""What citizens wrote and what became of it, one of each: for the walls."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from kentongan.connectors.contract import RemoteComment
from kentongan.core import clock
from kentongan.inbox.answering import keeping
from kentongan.inbox.answering.models import AnswerCopy
from kentongan.inbox.aspirations.models import Backing
from kentongan.inbox.aspirations.services import gathering
from kentongan.inbox.blocking.services import Told, note_block
from kentongan.inbox.cases import documents, files
from kentongan.inbox.clocks import hours as office
from kentongan.inbox.clocks.calendar import Hours
from kentongan.inbox.clocks.models import OfficeHours
from kentongan.inbox.corridor import services as corridor
from kentongan.inbox.intake import process, store_polled
from kentongan.inbox.lanes.services import directory, lapor, letters, ppid
from kentongan.inbox.lists.saving import keep_view
from kentongan.inbox.models import Answer, Conversation, Message
from kentongan.inbox.readings import tables
from kentongan.inbox.readings.models import KnownPlace, Learned, Part
from kentongan.inbox.services import answers, sorting
from kentongan.organizations.actor import Actor
from tests import builders
from tests.pictures import photo
from tests.staff import Staff


def inbox(staff: Staff) -> dict[str, object]:
    channel = builders.channel(staff.writer.agency, "instagram")
    comment = RemoteComment(
        remote_id="c-1",
        post_id="p-1",
        text="puskesmas tutup terus",
        author_id="7",
        author_name="rani",
        created_at=clock.now(),
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
    comment = replace(comment, remote_id="c-2", text="sama, tutup juga")
    store_polled(channel, [comment])
    process(channel.government_id)
    other = Conversation.objects.get(channel=channel, root_id="c-2")
    answer = Answer.objects.get(case=case)
    copy = AnswerCopy(government_id=actor.government_id, answer=answer, conversation=other, text="Kami buka.")
    copy.changed_at = clock.now()
    copy.save()
    day = clock.now().astimezone(actor.zone).date()
    proof = files.add_file(actor=actor, case=case, upload=photo(), kind="after", taken_on=day)
    kept = {"conversation_id": conversation.pk, "case_id": case.pk, "message_id": message.pk, "copy_id": copy.pk}
    view = keep_view(actor=actor, name="Pengaduan", words="tab=pilah&jenis=pengaduan")
    market = tables.add_place(actor=chief, name="Pasar Sentral", level=KnownPlace.Level.LANDMARK)
    learned = Learned.objects.create(
        government_id=chief.government_id,
        part=Part.KIND,
        version=1,
        base="x",
        state=Learned.State.RETIRED,
        made_at=clock.now(),
    )
    letter = SimpleUploadedFile("surat.pdf", b"%PDF-1.7 %%EOF", content_type="application/pdf")
    paper = documents.add_document(actor=actor, case=case, upload=letter, dated_on=day)
    told = Told("spam", day, day + timedelta(days=30))
    block = note_block(actor=chief, conversation=conversation, told=told)
    kept |= {"document_id": paper.pk, "block_id": block.pk}
    ramadan = Hours(day + timedelta(days=30), day + timedelta(days=59), time(8), time(15))
    office.keep_hours(actor=chief, name="Ramadan", hours=ramadan)
    kept["hours_id"] = OfficeHours.objects.get(government_id=chief.government_id).pk
    kept |= {"place_id": market.pk, "learned_id": learned.pk, "file_id": proof.pk, "view_id": view.pk}
    return kept | _words_kept(actor)


def _words_kept(actor: Actor) -> dict[str, object]:
    """A template and a service's facts of the writer's agency."""
    today = clock.now().date()
    words = keeping.Words("Jam buka", "{sapaan}, kami buka {jam_layanan}.", actor.agency_id)
    told = keeping.Told(
        "Puskesmas", actor.agency_id, "SK 1/2026", today, today + timedelta(days=90), hours="08.00–14.00"
    )
    return {
        "reply_template_id": keeping.keep_template(actor=actor, words=words).pk,
        "info_id": keeping.keep_info(actor=actor, told=told).pk,
    }


def ways_out(staff: Staff) -> dict[str, object]:
    """A case of its own: at SP4N-LAPOR!, in the PPID's register, in a letter, behind a proposal, at the end of a link."""
    chief, office = builders.actor_of(staff.coordinator), staff.writer.agency
    channel = builders.channel(office, "facebook")
    comment = RemoteComment(
        remote_id="c-9",
        post_id="p-9",
        text="minta salinan jadwal puskesmas",
        author_name="rani",
        created_at=clock.now(),
    )
    store_polled(channel, [comment])
    process(channel.government_id)
    talk = Conversation.objects.get(channel=channel)
    case = sorting.forward(actor=chief, conversation=talk, to_agency=office, instruction="", kind="question")
    lapor.write_sheet(actor=chief, case=case, sheet=lapor.Sheet("Jadwal", "Jadwal puskesmas", office.name), revision=0)
    province = directory.keep_authority(
        actor=chief, body=directory.Body("Dinas Kesehatan Provinsi", "province", "Kepala Dinas")
    )
    letter = letters.begin(actor=chief, case=case, authority=province, words=letters.Words("Jadwal", "Mohon jadwal."))
    request = ppid.choose_lane(actor=chief, case=case, lane="ppid")
    assert request
    wish = gathering.Wish("Jadwal di pintu", office, policy="Jam buka", gist="Jadwal ditempel.")
    proposal = gathering.begin(actor=chief, wish=wish, conversation_ids=[talk.pk])
    link, key = corridor.make(actor=chief, case=case, about="disposition")
    return {
        "authority_id": province.pk,
        "letter_id": letter.pk,
        "request_id": request.pk,
        "proposal_id": proposal.pk,
        "backing_id": Backing.objects.get(proposal=proposal).pk,
        "link_id": link.pk,
        "share_key": key,
    }
