"""Governments with their agencies. The agencies are examples after the 32 affairs of UU 23/2014, marked as such."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import slugify

from kentongan.config.seed import regions
from kentongan.organizations.actor import Actor, system
from kentongan.organizations.models import Agency
from kentongan.organizations.services import register_agency
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from kentongan.tenancy.services import register_government

Kind = Agency.Kind


@dataclass(frozen=True, slots=True)
class Place:
    """A government of the demo."""

    code: str
    kemendagri_code: str
    name: str
    short_name: str
    head_title: str
    time_zone: str


PLACES = (
    Place("wajo", "73.13", "Kabupaten Wajo", "Wajo", "Bupati", "Asia/Makassar"),
    Place("palembang", "16.71", "Kota Palembang", "Palembang", "Wali Kota", "Asia/Jakarta"),
    Place("bandung", "32.73", "Kota Bandung", "Bandung", "Wali Kota", "Asia/Jakarta"),
    Place("samarinda", "64.72", "Kota Samarinda", "Samarinda", "Wali Kota", "Asia/Makassar"),
)
SMALL = frozenset({"wajo", "palembang"})
AGENCIES = """
setda|Sekretariat Daerah|Setda|
inspektorat|Inspektorat Daerah|Inspektorat|
bappeda|Badan Perencanaan Pembangunan Daerah|Bappeda|
bkpsdm|Badan Kepegawaian dan Pengembangan Sumber Daya Manusia|BKPSDM|
bapenda|Badan Pendapatan Daerah|Bapenda|
bpbd|Badan Penanggulangan Bencana Daerah|BPBD|
dinas-pendidikan|Dinas Pendidikan dan Kebudayaan|Dinas Pendidikan|1.01 2.22
dinas-kesehatan|Dinas Kesehatan|Dinas Kesehatan|1.02
dinas-pu|Dinas Pekerjaan Umum dan Penataan Ruang|Dinas PU|1.03 2.10
dinas-perkim|Dinas Perumahan dan Kawasan Permukiman|Dinas Perkim|1.04
satpol-pp|Satuan Polisi Pamong Praja dan Pemadam Kebakaran|Satpol PP|1.05
dinas-sosial|Dinas Sosial|Dinas Sosial|1.06
disnaker|Dinas Tenaga Kerja dan Transmigrasi|Disnaker|2.07 3.32
dp3a|Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana|DP3A|2.08 2.14
dinas-pangan|Dinas Ketahanan Pangan|Dinas Pangan|2.09
dlh|Dinas Lingkungan Hidup|DLH|2.11
disdukcapil|Dinas Kependudukan dan Pencatatan Sipil|Disdukcapil|2.12
dpm|Dinas Pemberdayaan Masyarakat|Dinas PM|2.13
dishub|Dinas Perhubungan|Dishub|2.15
diskominfo|Dinas Komunikasi, Informatika, Statistik dan Persandian|Diskominfo|2.16 2.20 2.21
dinas-koperasi|Dinas Koperasi, UKM dan Perindustrian|Dinas Koperasi|2.17 3.31
dpmptsp|Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu|DPMPTSP|2.18
disporapar|Dinas Kepemudaan, Olahraga dan Pariwisata|Disporapar|2.19 3.26
dinas-perpustakaan|Dinas Perpustakaan dan Kearsipan|Dinas Perpustakaan|2.23 2.24
dinas-perikanan|Dinas Perikanan|Dinas Perikanan|3.25
dinas-pertanian|Dinas Pertanian|Dinas Pertanian|3.27
dinas-perdagangan|Dinas Perdagangan|Disdag|3.30
"""
"""Code, name, short name, affairs. Forestry (3.28) and energy (3.29) are not a regency's or city's."""
LEADER = "kepala-daerah"


@dataclass(frozen=True, slots=True)
class Unit:
    """An agency to be registered; `under` is the code of the one above it."""

    code: str
    name: str
    short_name: str
    kind: str
    region_code: str = ""
    affairs: str = ""
    under: str = ""
    is_example: bool = False


def is_small() -> bool:
    """Tell whether only what tests need is asked for."""
    return os.environ.get("KENTONGAN_SEED") == "small"


def seed() -> list[Government]:
    """Register the governments and their agencies; what is there stays as it is."""
    places = [place for place in PLACES if not is_small() or place.code in SMALL]
    return [_seed(place) for place in places]


def _seed(place: Place) -> Government:
    government = Government.objects.filter(code=place.code).first() or register_government(
        code=place.code,
        kemendagri_code=place.kemendagri_code,
        name=place.name,
        short_name=place.short_name,
        head_title=place.head_title,
        time_zone=place.time_zone,
    )
    with within(government.pk):
        _register(system(government.pk), place)
    return government


def _register(actor: Actor, place: Place) -> None:
    known = {agency.code: agency for agency in Agency.objects.filter(government_id=actor.government_id)}
    for unit in units(place):
        if unit.code not in known:
            known[unit.code] = register_agency(
                actor=actor,
                code=unit.code,
                name=unit.name,
                short_name=unit.short_name,
                kind=unit.kind,
                parent=known[unit.under] if unit.under else None,
                region_code=unit.region_code,
                affairs=unit.affairs,
                is_example=unit.is_example,
            )


def units(place: Place) -> Iterator[Unit]:
    """Give every unit of a government, those above before those below."""
    yield Unit(LEADER, f"{place.head_title} {place.short_name}", place.head_title, Kind.LEADER)
    for line in AGENCIES.strip().splitlines():
        code, name, short_name, affairs = line.split("|")
        yield Unit(code, name, short_name, Kind.AGENCY, affairs=affairs, is_example=True)
    for district in regions.districts(place.kemendagri_code):
        code, name = f"kec-{slugify(district.name)}", f"Kecamatan {district.name}"
        yield Unit(code, name, f"Kec. {district.name}", Kind.DISTRICT, district.code)
        for village in [] if is_small() else regions.villages(district.code):
            name = f"Kelurahan {village.name}"
            yield Unit(
                f"kel-{slugify(village.name)}", name, f"Kel. {village.name}", Kind.VILLAGE, village.code, under=code
            )
