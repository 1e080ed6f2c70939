"""Claims at every stage, chapters that were read, a quiz that was passed, days to be careful on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kentongan.compliance.rulebook import services as rulebook
from kentongan.compliance.rulebook.chapters import chapters
from kentongan.compliance.rulebook.quiz import bank
from kentongan.compliance.services import record_election
from kentongan.config.seed.actors import actors_of
from kentongan.core import clock
from kentongan.hoaxes import services as hoaxes
from kentongan.hoaxes.services import Told
from kentongan.organizations.actor import Actor
from kentongan.tenancy.models import Government

VOTING_IN = timedelta(days=120)
PUBLISHED, PROPOSED, CHECKING = "published", "proposed", "checking"


@dataclass(frozen=True, slots=True)
class Heard:
    """One claim, how far its check has come, and how many days ago it was recorded."""

    told: Told
    source: str
    end: str
    days: int


CLAIMS = (
    Heard(
        Told(
            "Bantuan tunai lewat tautan pesan",
            "Ada tautan untuk mendaftar bantuan tunai dengan mengisi data diri.",
            "false",
            "Pendaftaran bantuan hanya di kantor desa dan kelurahan, dengan petugas. Tidak ada tautan pendaftaran.",
        ),
        "Pernyataan Dinas Sosial",
        PUBLISHED,
        6,
    ),
    Heard(
        Told(
            "Foto banjir lama dibagikan lagi",
            "Foto jembatan terendam disebut terjadi pekan ini.",
            "misleading",
            "Fotonya asli, tetapi diambil dua tahun lalu. Tinggi muka air pekan ini dalam batas aman.",
        ),
        "Laporan tinggi muka air",
        PUBLISHED,
        3,
    ),
    Heard(
        Told(
            "Jam layanan puskesmas berubah",
            "Puskesmas disebut buka sampai pukul 20.00 mulai pekan depan.",
            "true",
            "Benar: empat puskesmas membuka layanan sore mulai Senin.",
        ),
        "Pengumuman Dinas Kesehatan",
        PROPOSED,
        1,
    ),
    Heard(Told("Air galon dari sumur tercemar", "Air galon isi ulang disebut tercemar.", "unknown"), "", CHECKING, 0),
)


def seed(government: Government) -> None:
    """All through the product's own services."""
    actors, now = actors_of(government), clock.now()
    ayu, eko = actors["ayu"], actors["eko"]
    for heard in CLAIMS:
        with clock.stopped_at(now - timedelta(days=heard.days, hours=2)):
            _claim(ayu, eko, heard)
    for chapter in chapters()[:6]:
        rulebook.acknowledge(actor=ayu, chapter=chapter)
    _quiz(actors["dewi"])
    day = (now + VOTING_IN).astimezone(eko.zone).date()
    record_election(actor=eko, title="Pemungutan suara ulang (contoh)", starts=day, ends=day + timedelta(days=14))


def _claim(ayu: Actor, eko: Actor, heard: Heard) -> None:
    claim = hoaxes.record_claim(actor=ayu, told=heard.told, source="hand")
    if heard.end == CHECKING:
        hoaxes.change_claim(actor=ayu, claim=claim, revision=claim.revision, told=heard.told)
        return
    hoaxes.add_evidence(actor=ayu, claim=claim, label=heard.source, url="https://wajokab.go.id/")
    claim = hoaxes.propose(actor=ayu, claim=claim, revision=claim.revision, told=heard.told)
    if heard.end == PUBLISHED:
        hoaxes.publish(actor=eko, claim=claim, revision=claim.revision)


def _quiz(actor: Actor) -> None:
    sitting = rulebook.begin_quiz(actor=actor)
    answers = {}
    for code in sitting.questions[:9]:
        shown = bank()[code].mixed(sitting.pk)
        answers[code] = str(next(place for place, (key, _) in enumerate(shown) if key == "0"))
    rulebook.finish_quiz(actor=actor, sitting=sitting, answers=answers)
