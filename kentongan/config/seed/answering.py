"""Words and facts that answers begin with."""

from __future__ import annotations

from datetime import timedelta

from kentongan.config.seed.actors import actors_of
from kentongan.core import clock
from kentongan.inbox.answering import keeping
from kentongan.inbox.answering.keeping import Told, Words
from kentongan.inbox.answering.selectors import infos_for, templates_for
from kentongan.organizations.models import Agency
from kentongan.tenancy.models import Government

KEEPER = "eko"
SHARED = (
    ("Terima kasih, sedang dicek", "Terima kasih, {sapaan}. Laporan {nomor_kasus} sudah kami terima. {dinas} mengecek ke lokasi dan kabarnya kami tulis di sini."),
    ("Minta lokasi", "Terima kasih, {sapaan}. Boleh disebut lokasinya, misalnya nama jalan atau patokan terdekat? Jangan menulis nomor telepon di kolom komentar."),
    ("Jam dan syarat layanan", "Terima kasih, {sapaan}. {layanan}: buka {jam_layanan}, syaratnya {syarat}, biayanya {biaya}."),
)  # fmt: skip
INFOS = (
    ("dinas-pu", "Perbaikan jalan kabupaten", "Jalan rusak", "Senin–Jumat 08.00–15.00", "foto dan nama jalan", "gratis", "lubang berlubang aspal rusak", 120),
    ("dinas-kesehatan", "Puskesmas", "Kesehatan", "Senin–Sabtu 07.30–14.00", "KTP atau kartu BPJS", "gratis bagi peserta BPJS", "antre dokter imunisasi", 90),
    ("dinas-kesehatan", "Kelas ibu hamil", "", "Kamis 08.00–10.00", "buku KIA", "gratis", "bidan hamil", -10),
)  # fmt: skip


def seed(government: Government) -> None:
    """Keep them once."""
    actor = actors_of(government)[KEEPER]
    if templates_for(actor).exists() or infos_for(actor).exists():
        return
    for name, text in SHARED:
        keeping.keep_template(actor=actor, words=Words(name, text, None))
    today = clock.now().astimezone(actor.zone).date()
    for code, service, topic, hours, requirements, fee, words, days in INFOS:
        told = Told(
            service,
            Agency.objects.get(government=government, code=code).pk,
            "Standar pelayanan (contoh)",
            today - timedelta(days=60),
            today + timedelta(days=days),
            topic=topic,
            hours=hours,
            requirements=requirements,
            fee=fee,
            words=words,
        )
        keeping.keep_info(actor=actor, told=told)
