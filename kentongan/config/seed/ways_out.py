"""What went another way: bodies outside, a case at SP4N-LAPOR!, wishes of citizens that were answered. All of it is made up."""

from __future__ import annotations

from datetime import timedelta

from kentongan.config.seed.actors import actors_of
from kentongan.core import clock
from kentongan.inbox.aspirations.services import answering, gathering
from kentongan.inbox.aspirations.services.gathering import Wish
from kentongan.inbox.lanes.services import directory, lapor
from kentongan.inbox.lanes.services.directory import Body
from kentongan.inbox.lanes.services.lapor import Sheet
from kentongan.inbox.models import Case, Conversation
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency
from kentongan.planning.models import Programme
from kentongan.tenancy.models import Government

BODIES = (
    Body(
        "Dinas Bina Marga Provinsi (contoh)",
        "province",
        "Kepala Dinas Bina Marga Provinsi",
        "Makassar",
        "",
        "jalan provinsi",
    ),
    Body("PLN ULP Sengkang (contoh)", "state_company", "Manajer PLN ULP Sengkang", "Sengkang", "123", "PLN, listrik"),
    Body(
        "Perumda Air Minum (contoh)", "local_company", "Direktur Utama", "Sengkang", "", "Perumda air minum, air bersih"
    ),
    Body("Polres Wajo (contoh)", "police", "Kapolres Wajo", "Sengkang", "110", "keamanan, lalu lintas"),
)
FILED, WISHED = "Air irigasi", "zebra cross"
ANSWER = "Zebra cross di depan SD masuk pekerjaan marka jalan dan dicat sebelum masuk sekolah semester depan."


def seed(government: Government) -> None:
    """Everything, in the government whose month is planned."""
    actors = actors_of(government)
    for body in BODIES:
        directory.keep_authority(actor=actors["eko"], body=body)
    _at_lapor(government, actors["eko"])
    _wishes(government, actors)


def _at_lapor(government: Government, actor: Actor) -> None:
    case = Case.objects.filter(government=government, title__startswith=FILED).first()
    if case is None:
        return
    said = Sheet(
        "Air irigasi tidak sampai ke sawah di Pammana", case.title, government.name, place="Pammana", category="Irigasi"
    )
    with clock.stopped_at(clock.now() - timedelta(hours=20)):
        sheet = lapor.write_sheet(actor=actor, case=case, sheet=said, revision=0)
        filed = lapor.note_number(actor=actor, handover=sheet, told="7654321")
    today = clock.now().astimezone(actor.zone).date()
    lapor.note_status(actor=actor, handover=filed, status="terverifikasi", read_on=today)


def _wishes(government: Government, actors: dict[str, Actor]) -> None:
    owner = Agency.objects.get(government=government, code="dinas-pu")
    roads = Programme.objects.filter(government=government, code="1.03.10").first()
    talk = Conversation.objects.filter(government=government, excerpt__icontains=WISHED).first()
    if roads is None or talk is None:
        return
    with clock.stopped_at(clock.now() - timedelta(hours=6)):
        wish = Wish(
            "Zebra cross di depan sekolah dasar",
            owner,
            roads,
            gist="Anak-anak susah menyeberang pada jam masuk dan pulang.",
        )
        proposal = gathering.begin(actor=actors["eko"], wish=wish, conversation_ids=[talk.pk])
        gathering.hand_over(actor=actors["eko"], proposal=proposal)
        answering.answer(actor=actors["fitri"], proposal=proposal, response="accepted", words=ANSWER)
        answering.publish(actor=actors["eko"], proposal=proposal)
    open_stage = Conversation.objects.filter(government=government, excerpt__icontains="disabilitas").first()
    fair = Wish(
        "Lomba untuk anak disabilitas", Agency.objects.get(government=government, code="diskominfo"),
        policy="Perayaan hari jadi", gist="Anak disabilitas ikut lomba pada perayaan tahun depan.",
    )  # fmt: skip
    gathering.begin(actor=actors["eko"], wish=fair, conversation_ids=[open_stage.pk] if open_stage else [])
