"""What stands beside posts: an emergency begun from its template, a remark on a passage, known hashtags, an own template."""

from __future__ import annotations

from datetime import timedelta

from kentongan.config.seed.actors import actors_of
from kentongan.content import services as content
from kentongan.content.kinds import EMERGENCY, KINDS
from kentongan.core import clock
from kentongan.tenancy.models import Government

WROTE, REMARKED, ANSWERED = timedelta(minutes=50), timedelta(minutes=35), timedelta(minutes=20)
TAGS = (("#WajoSehat", "Kampanye imunisasi dan posyandu"), ("#WajoTanggapBencana", "Kabar darurat dan kesiapsiagaan"))
DIARRHOEA = {
    "bahaya": "Kasus diare naik di dua kelurahan: 34 orang dalam tiga hari, belum ada yang meninggal.",
    "terdampak": "Warga Kelurahan Laelo dan Salomenraleng, Kecamatan Tempe.",
    "hindari": "Masak air sampai mendidih, cuci tangan dengan sabun, dan jangan minum air sumur yang keruh.",
    "bantuan": "Datang ke Puskesmas Tempe, buka 24 jam, tanpa biaya.",
    "pemerintah": "Petugas memeriksa sumur dan membagikan oralit dari rumah ke rumah.",
}
SCHEDULE = "Posyandu [nama] buka [hari, tanggal], pukul 08.00 sampai 11.00, di [tempat]. Bawa buku KIA. Gratis."


def seed(government: Government) -> None:
    """Written an hour ago, and talked about since."""
    actors, now = actors_of(government), clock.now()
    ayu, eko = actors["ayu"], actors["eko"]
    with clock.stopped_at(now - WROTE):
        for text, note in TAGS:
            content.keep_tag(actor=eko, text=text, note=note)
        post = content.start_from_kind(actor=ayu, kind=KINDS[EMERGENCY], answers=DIARRHOEA)
        pattern = content.start_post(actor=ayu, title="Jadwal posyandu", story=SCHEDULE)
        content.keep_as_template(actor=ayu, post=pattern, name="Jadwal posyandu")
        content.withdraw(actor=ayu, post=pattern, reason="Hanya untuk templat")
    with clock.stopped_at(now - REMARKED):
        said = "Sebut sumber angkanya, supaya warga percaya."
        about = content.remark(actor=eko, post=post, passage="34 orang dalam tiga hari", text=post.story, said=said)
    with clock.stopped_at(now - ANSWERED):
        content.answer_remark(
            actor=ayu, post=post, about=about, said="Dari laporan puskesmas pagi ini; saya tambahkan."
        )
