"""One of everything an address can name, belonging to one agency: what walls are tried with."""

from __future__ import annotations

import secrets
from datetime import time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from kentongan.approvals import services as approvals
from kentongan.approvals.models import AfterAudit, Approval
from kentongan.approvals.rules import LINE, Conditions, Party, Path, Step
from kentongan.cards.models import Card
from kentongan.channels.models import Channel, Connection, RemoteObject
from kentongan.compliance.impact.services import Days, note_period
from kentongan.compliance.models import Exemption
from kentongan.compliance.rulebook import services as rulebook
from kentongan.compliance.services import keep_own_rule, record_election, record_official_domain, record_official_number
from kentongan.connectors.contract import Act
from kentongan.content.importing.models import Import
from kentongan.content.importing.services import read_import
from kentongan.content.selectors import versions_of
from kentongan.content.services import (
    Draft,
    attach,
    choose_channels,
    classify,
    keep_as_template,
    keep_tag,
    remark,
    save_draft,
    start_post,
    submit_for_review,
)
from kentongan.core import clock
from kentongan.events import services as events
from kentongan.hoaxes import services as hoaxes
from kentongan.media.consenting import Agreement, record_consent
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency
from kentongan.organizations.roles import Role
from kentongan.outbox.payload import Payload
from kentongan.outbox.services import freeze, schedule, unfreeze
from kentongan.planning import services as planning
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from kentongan.work.models import Notice
from kentongan.work.services import notify
from tests import builders
from tests.inbox_things import inbox, ways_out
from tests.pictures import photo
from tests.staff import Staff


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
        content = _content(staff)
        things = content | _lanes(staff) | inbox(staff) | _people(staff) | _plan(staff) | _events(staff)
        return things | _rules(staff, content) | _rulebook(staff) | ways_out(staff)


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


def _rules(staff: Staff, content: dict[str, object]) -> dict[str, object]:
    """A rule of this government's own, what it told the checks, and an exception asked of the approver."""
    keeper, today = builders.actor_of(staff.coordinator), clock.now().date()
    written = {
        "id": f"lokal-{staff.writer.government.code}",
        "judul": "Nama lama dipakai",
        "tuntutan": "Pakai nama baru.",
        "saran": "Ganti namanya.",
        "sumber": [{"instrumen": "Perbup", "status": "berlaku", "verified": "unverified"}],
        "objek": ["konten"],
        "jenis": "peringatan",
        "fungsi_cek": "kata",
        "lapisan": "daerah",
        "berlaku_mulai": "2025-01-01",
        "parameter": {"kata": ["dinas kebersihan"]},
        "contoh_gagal": ["Dinas Kebersihan siap"],
        "contoh_lulus": ["Dinas Lingkungan Hidup siap"],
    }
    version = keep_own_rule(actor=keeper, rule_record=written, why="Dinas berganti nama", seen=0)
    asked = Exemption.objects.create(
        government_id=keeper.government_id,
        rule_id="kip-dikecualikan",
        rule_version="x",
        rule_title="Ada tanda informasi yang dikecualikan",
        subject_type="content.post",
        subject_id=str(content["post_id"]),
        subject_title="Imunisasi",
        path=f"/tulis/{content['post_id']}/",
        content_hash="x",
        reason="Sudah diuji",
        asked_by=staff.writer,
        asked_at=clock.now(),
        officer=staff.approver,
    )
    return {
        "rule_id": version.rule_id,
        "version_id": version.pk,
        "exemption_id": asked.pk,
        "subject_type": "content.post",
        "subject_id": content["post_id"],
        "domain_id": record_official_domain(actor=keeper, name="tirta.co.id", label="Perumda").pk,
        "window_id": record_election(actor=keeper, title="Pilkada", starts=today, ends=today).pk,
    }


def _content(staff: Staff) -> dict[str, object]:
    channel = builders.channel(staff.writer.agency, "instagram")
    actor = builders.actor_of(builders.entitled(staff.writer, channel))
    post = start_post(actor=actor, title="Imunisasi", story="Imunisasi gratis di semua puskesmas.")
    words = Draft(title=post.title, story=post.story, pillar="layanan", publish_at=clock.now() + timedelta(days=1))
    post = save_draft(actor=actor, post=post, revision=post.revision, draft=words)
    post, asset = attach(actor=actor, post=post, revision=post.revision, upload=photo(), alt_text="Petugas menyuntik")
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
    agreement = Agreement("Rani", "form", "Map 3", clock.now().date())
    return {
        "consent_id": record_consent(actor=actor, asset=asset, agreement=agreement).pk,
        "post_id": post.pk,
        "remote_id": stands.pk,
        "asset_id": asset.pk,
        "delivery_id": delivery.pk,
        "approval_id": approval.pk,
        "freeze_id": ended.pk,
        "import_id": _import(actor, channel).pk,
        "card_id": _card(staff).pk,
        "remark_id": remark(actor=actor, post=post, passage="gratis", text=post.story, said="Sampai kapan?").pk,
        "template_id": keep_as_template(actor=actor, post=post, name="Imunisasi").pk,
        "tag_id": keep_tag(actor=actor, text="#WajoSehat").pk,
    }


def _lanes(staff: Staff) -> dict[str, object]:
    """A path of the government's own, a deputy of the approver, an emergency that went out."""
    actor, chief, today = builders.actor_of(staff.writer), builders.actor_of(staff.coordinator), clock.now().date()
    greetings = Conditions(classes=frozenset({"ucapan"}))
    way = Path("Ucapan", (Step("Satu", (Party(LINE, Role.APPROVER),)),), greetings)
    term = approvals.Term("800/1", today, today + timedelta(days=3))
    place = builders.channel(staff.writer.agency, "facebook")
    builders.grant(staff.writer, place)
    post = start_post(actor=actor, title="Banjir", story="Banjir. Telepon 112.")
    post = choose_channels(actor=actor, post=post, revision=post.revision, channels={place.pk})
    post = classify(actor=actor, post=post, revision=post.revision, content_class="darurat")
    submit_for_review(actor=actor, post=post, revision=post.revision)
    asked = Approval.objects.get(subject_id=str(post.pk), emergency=True)
    approvals.approve(actor=builders.actor_of(staff.approver), approval=asked, content_hash=asked.content_hash)
    return {
        "path_id": approvals.keep_path(actor=chief, path=way, position=5).pk,
        "delegation_id": approvals.delegate(actor=chief, of=staff.approver, to=staff.writer, term=term).pk,
        "audit_id": AfterAudit.objects.get(approval=asked).pk,
    }


def _plan(staff: Staff) -> dict[str, object]:
    chief, agency, today = builders.actor_of(staff.coordinator), staff.writer.agency, clock.now().date()
    vision = planning.add_line(actor=chief, line=planning.Line("Sehat", 2020, 2090))
    brief = planning.Brief("Pekan sehat", agency, "tematik", today, today, "Warga tahu jadwalnya")
    year = planning.YearPlan(today.year, "tematik", "Sehat", "Warga tahu jadwalnya")
    return {
        "programme_id": vision.pk,
        "campaign_id": planning.keep_campaign(actor=chief, brief=brief).pk,
        "strategy_id": planning.keep_strategy(actor=chief, plan=year).pk,
        "slot_id": planning.keep_slot(actor=chief, agency=agency, weekday=0, at=time(9)).pk,
        "observance_id": planning.mark_day(actor=chief, name="Hari jadi", month=3, day=29).pk,
        "obligation_id": planning.keep_obligation(actor=chief, duty=planning.Duty("Jadwal", agency, "bulanan")).pk,
        "audience_id": planning.add_audience(actor=chief, name="Nelayan").pk,
    }


def _card(staff: Staff) -> Card:
    """A card, not drawn: what walls are tried with is whose it is."""
    return Card.objects.create(
        government_id=staff.writer.government_id,
        agency=staff.writer.agency,
        author=staff.writer,
        changed_by=staff.writer,
        kind="announcement",
        title="Imunisasi",
        fields={"label": "Pengumuman", "title": "Imunisasi", "body": "", "when": "", "where": ""},
        alt_text="Kartu pengumuman",
        changed_at=clock.now(),
        created_at=clock.now(),
    )


def _import(actor: Actor, channel: Channel) -> Import:
    at = clock.now() + timedelta(days=9)
    rows = f"Tanggal;Jam;Judul;Cerita;Pilar;Kanal\n{at:%Y-%m-%d};08:30;Posyandu;Buka;Layanan publik;{channel}\n"
    return read_import(actor=actor, name="rencana.csv", data=rows.encode())


def _rulebook(staff: Staff) -> dict[str, object]:
    actor, chief, today = builders.actor_of(staff.writer), builders.actor_of(staff.coordinator), clock.now().date()
    told = hoaxes.Told("Bantuan lewat tautan", "Ada tautan pendaftaran bantuan.")
    local = rulebook.Told("Akun resmi", "SE Sekda 5/2026", "Akun resmi memakai nama dinas.", today, today)
    sitting = rulebook.begin_quiz(actor=actor)
    return {
        "claim_id": hoaxes.record_claim(actor=actor, told=told, source="hand").pk,
        "period_id": note_period(actor=chief, days=Days("berkabung", "Berkabung", today, today)).pk,
        "chapter_id": rulebook.keep_chapter(actor=chief, told=local).pk,
        "quiz_id": rulebook.finish_quiz(actor=actor, sitting=sitting, answers={}).pk,
        "slug": "netralitas",
    }


def _events(staff: Staff) -> dict[str, object]:
    actor, starts = builders.actor_of(staff.writer), clock.now() + timedelta(days=2)
    told = events.Facts("Posyandu remaja", starts, starts + timedelta(hours=2), place="Balai desa")
    event = events.record_event(actor=actor, agency_id=actor.agency_id, facts=told)
    events.assign(actor=actor, event=event, person_id=staff.writer.pk)
    shot = events.add_photo(actor=actor, event=event, upload=photo(), token="foto-dinding")
    entry = f"BEGIN:VEVENT\nUID:1\nSUMMARY:Senam\nDTSTART:{starts:%Y%m%dT%H%M%SZ}\nEND:VEVENT"
    file = SimpleUploadedFile("agenda.ics", f"BEGIN:VCALENDAR\n{entry}\nEND:VCALENDAR\n".encode())
    intake = events.read_file(actor=actor, agency_id=actor.agency_id, upload=file)
    return {"event_id": event.pk, "photo_id": shot.pk, "intake_id": intake.pk}


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
        "order": "dmy",
    }
