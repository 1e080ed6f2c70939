"""The agenda of a regency: what its agencies do in the days around today. Nobody real is named; dates are counted from today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kentongan.config.seed.actors import actors_of
from kentongan.core import clock
from kentongan.events import services
from kentongan.events.models import Event
from kentongan.events.rules import moments
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency
from kentongan.tenancy.models import Government

LINES = """
ayu ayu 0 15 2 -|Posyandu remaja Kecamatan Tempe|Balai Kelurahan Bulupabbulu|Puskesmas dekat warga
ayu ayu 1 8 3 -|Pemeriksaan kesehatan gratis di pasar|Pasar Tempe|Puskesmas dekat warga
citra citra 1 9 2 dinas-kesehatan|Kerja bakti drainase sebelum musim hujan|Kelurahan Lapongkoda|Drainase dan pengendalian banjir
eko eko 2 9 3 -|Pelatihan konten bagi admin kecamatan|Ruang rapat Diskominfo|Warga cakap digital
gilang gilang 2 16 2 -|Pembukaan pameran usaha kecil|Halaman pendopo|Usaha kecil naik kelas
ayu - 4 8 3 -|Pelatihan kader posyandu|Aula Dinas Kesehatan|Ibu dan anak sehat
citra - 5 10 2 -|Uji coba jembatan penghubung desa|Kecamatan Sabbangparu|Jalan dan jembatan mantap
eko - 6 8 4 dinas-kesehatan|Jalan sehat keluarga|Lapangan Merdeka Sengkang|Cegah penyakit menular
ayu ayu 9 9 2 -|Deklarasi sekolah sehat|SMP di Kecamatan Majauleng|Ibu dan anak sehat
"""
"""Who notes it, who covers it, days, hour, length, second agency | title | place | programme."""
SERIES = "Deklarasi sekolah sehat"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line."""

    keeper: str
    officer: str
    days: int
    hour: int
    length: int
    other: str
    title: str
    place: str
    programme: str


def seed(government: Government) -> None:
    """Put the agenda in, once."""
    if Event.objects.filter(government=government).exists():
        return
    actors = actors_of(government)
    agencies = dict(Agency.objects.filter(government=government).values_list("code", "pk"))
    for entry in entries():
        event = _note(government, entry, actors[entry.keeper], agencies)
        if entry.officer in actors:
            officer = actors[entry.officer].person_id
            services.assign(actor=actors[entry.keeper], event=event, person_id=officer)
        if entry.title == SERIES:
            planned = moments(event.starts_at, event.ends_at, clock.now(), government.zone)
            plan = {kind: at for kind, at in planned.items() if at}
            services.plan_series(actor=actors[entry.keeper], event=event, plan=plan)


def entries() -> list[Entry]:
    """Read the lines."""
    return [_entry(line) for line in LINES.strip().splitlines()]


def _note(government: Government, entry: Entry, keeper: Actor, agencies: dict[str, int]) -> Event:
    day = clock.now().astimezone(government.zone).date() + timedelta(days=entry.days)
    starts = datetime.combine(day, time(entry.hour), government.zone)
    ends, other = starts + timedelta(hours=entry.length), agencies.get(entry.other)
    facts = services.Facts(entry.title, starts, ends, entry.place, entry.programme, co_agency_id=other)
    return services.record_event(actor=keeper, agency_id=keeper.agency_id, facts=facts)


def _entry(line: str) -> Entry:
    head, title, place, programme = line.split("|")
    keeper, officer, days, hour, length, other = head.split()
    return Entry(keeper, officer, int(days), int(hour), int(length), other, title, place, programme)
