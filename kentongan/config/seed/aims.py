"""The example plan of Wajo: an invented tree of aims, campaigns, targets, slots, days and duties. No real document is copied."""

from __future__ import annotations

from datetime import date, time, timedelta

from kentongan.config.seed.actors import actors_of
from kentongan.content.models import Post
from kentongan.content.services import place_in_plan
from kentongan.core import clock
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency
from kentongan.planning import services
from kentongan.planning.models import Campaign, Programme
from kentongan.planning.pillars import Pillar
from kentongan.planning.rules import first_of, next_month
from kentongan.planning.services import Brief, Duty, Line, YearPlan
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within

PLANNER = "eko"
VISION = "Wajo maju, melayani, dan berdaya (contoh)"
TREE = """
Layanan dasar yang mudah dijangkau
  1.02.02 dinas-kesehatan * Ibu dan anak sehat
  1.02.03 dinas-kesehatan Cegah penyakit menular
  1.02.04 dinas-kesehatan Puskesmas dekat warga
  2.12.01 disdukcapil Dokumen kependudukan selesai di kecamatan
  1.01.02 dinas-pendidikan * Anak kembali bersekolah
Prasarana yang aman dan terpelihara
  1.03.10 dinas-pu * Jalan dan jembatan mantap
  1.03.06 dinas-pu Drainase dan pengendalian banjir
  2.15.02 dishub Lampu jalan menyala
Ekonomi rakyat yang tumbuh
  2.17.04 dinas-koperasi * Usaha kecil naik kelas
  3.27.02 dinas-pertanian Sawah terairi, panen terjaga
  3.25.03 dinas-perikanan Danau Tempe lestari dan produktif
Pemerintahan yang terbuka
  2.16.02 diskominfo * Informasi publik tepat waktu
  2.16.03 diskominfo Warga cakap digital
  5.01.02 bappeda Perencanaan bersama warga
"""
"""Missions; below each: code, owner, * for a priority, name. All of it is made up."""
POSTS = {
    "1.02.02": ("imunisasi", "stunting", "piringku", "sarapan", "kader"),
    "1.02.03": ("demam berdarah", "leptospirosis", "cuci tangan", "aids", "antibiotik"),
    "1.02.04": ("puskesmas", "posyandu", "donor"),
    "2.12.01": ("adminduk",),
    "1.03.10": ("jembatan", "survei jalan", "lajur"),
    "1.03.06": ("drainase", "muka air"),
    "2.17.04": ("usaha kecil",),
    "2.16.03": ("akun resmi", "periksa dulu"),
    "5.01.02": ("musrenbang", "temu warga"),
}
"""Programme → words in the titles of the posts that serve it."""
TARGETS = {
    "dinas-kesehatan": (6, 2, 2, 5),
    "diskominfo": (4, 3, 1, 4),
    "dinas-pu": (4, 2, 1, 1),
    "kepala-daerah": (0, 4, 2, 0),
    "dinas-koperasi": (1, 1, 2, 0),
}
SLOTS = (
    ("dinas-kesehatan", 0, 8, "layanan", "Jadwal layanan sepekan"),
    ("dinas-kesehatan", 3, 12, "edukasi", "Tips kesehatan"),
    ("diskominfo", 1, 10, "edukasi", "Cek fakta"),
    ("dinas-pu", 4, 14, "layanan", "Pekerjaan jalan pekan depan"),
)
DUTIES = (
    ("dinas-kesehatan", "Jadwal imunisasi", "bulanan", 28),
    ("diskominfo", "Ringkasan layanan informasi publik", "semester", 20),
    ("dinas-pu", "Kemajuan pekerjaan jalan", "triwulan", 20),
    ("disdukcapil", "Jadwal layanan keliling", "bulanan", 5),
)
PURPOSES = (
    ("facebook", "Penjelasan lengkap dan tanya jawab", ("umum", "orang-tua"), ("layanan", "kegiatan"), True),
    ("instagram", "Foto dan kartu informasi", ("milenial", "gen-z"), ("edukasi", "kabar_baik"), False),
    ("x", "Kabar singkat dan peringatan dini", ("umum", "milenial"), ("layanan",), True),
    ("youtube", "Rekaman dan penjelasan panjang", ("umum",), ("kegiatan", "edukasi"), False),
    ("tiktok", "Video pendek yang mengajak", ("gen-z",), ("edukasi",), False),
)
CAMPAIGN = "Pekan Imunisasi Anak (contoh)"


def seed(government: Government) -> None:
    """Write the plan once; what is there stays as it is."""
    with within(government.pk):
        actor = actors_of(government)[PLANNER]
        if Programme.objects.filter(government=government).exists():
            return
        agencies = {agency.code: agency for agency in Agency.objects.filter(government=government)}
        today = clock.now().astimezone(government.zone).date()
        programmes = _tree(actor, agencies, today.year)
        _campaign(actor, agencies["dinas-kesehatan"], programmes["1.02.02"], today)
        _month(actor, agencies, today)


def place(government: Government) -> None:
    """Give the month's posts their places in the plan, by words in their titles."""
    actor = actors_of(government)[PLANNER]
    programmes = {line.code: line.pk for line in Programme.objects.filter(government=government).exclude(code="")}
    campaign = Campaign.objects.get(government=government, name=CAMPAIGN)
    for post in Post.objects.filter(government=government):
        title = post.title.lower()
        code = next((code for code, words in POSTS.items() if any(word in title for word in words)), "")
        if code:
            audiences = ["orang-tua"] if code == "1.02.02" else ["umum"]
            held = campaign.pk if "imunisasi" in title else None
            place_in_plan(actor=actor, post=post, programme_id=programmes[code], campaign_id=held, audiences=audiences)


def _tree(actor: Actor, agencies: dict[str, Agency], year: int) -> dict[str, Programme]:
    """The tree, as an example; its programmes by code."""
    years = (year - 1, year + 3)
    vision = services.add_line(actor=actor, line=Line(VISION, *years, is_example=True))
    mission, found = vision, {}
    for line in TREE.strip("\n").splitlines():
        if not line.startswith(" "):
            mission = services.add_line(actor=actor, line=Line(line, *years, parent=vision, is_example=True))
            continue
        code, owner, name = line.split(maxsplit=2)
        said = Line(
            name.removeprefix("* "),
            *years,
            parent=mission,
            code=code,
            owner=agencies[owner],
            priority=name.startswith("* "),
            is_example=True,
        )
        found[code] = services.add_line(actor=actor, line=said)
    return found


def _campaign(actor: Actor, agency: Agency, programme: Programme, today: date) -> None:
    plan = YearPlan(
        year=today.year,
        basis="prioritas",
        title="Ibu dan anak sehat (contoh)",
        aim="Setiap orang tua tahu jadwal dan manfaat imunisasi serta posyandu.",
        programme=programme,
        approach="Jadwal setiap awal bulan, satu pengetahuan setiap pekan, cerita kader sebulan sekali.",
        audiences=("orang-tua", "milenial"),
    )
    strategy = services.keep_strategy(actor=actor, plan=plan)
    brief = Brief(
        name=CAMPAIGN,
        agency=agency,
        basis="prioritas",
        starts=today - timedelta(days=30),
        ends=today + timedelta(days=21),
        goal="Orang tua membawa anaknya ke puskesmas pada jadwalnya.",
        strategy=strategy,
        programme=programme,
        planned_posts=5,
        situation="Banyak orang tua bekerja pada jam buka puskesmas dan tidak tahu hari layanannya.",
        issue_map="Isu: jam layanan, kabar keliru soal demam. Pemangku kepentingan: kader, bidan, sekolah, pengurus masjid.",
        messages="Gratis. Semua puskesmas. Bawa buku KIA.",
        audiences=("orang-tua",),
        method="Kiriman jadwal, kartu informasi, jawaban cepat di kolom komentar.",
        risk="Kabar keliru menyebar lebih cepat daripada jadwal; siapkan jawaban sebelum pekan dimulai.",
        evaluation="Jangkauan kiriman, pertanyaan yang terjawab, dan jumlah kunjungan menurut puskesmas.",
    )
    services.keep_campaign(actor=actor, brief=brief)


def _month(actor: Actor, agencies: dict[str, Agency], today: date) -> None:
    for month in (first_of(today), next_month(today)):
        wanted = {
            (agencies[code].pk, p): n for code, row in TARGETS.items() for p, n in zip(Pillar.values, row, strict=True)
        }
        services.set_quotas(actor=actor, month=month, wanted=wanted)
    for code, weekday, hour, pillar, note in SLOTS:
        services.keep_slot(actor=actor, agency=agencies[code], weekday=weekday, at=time(hour), pillar=pillar, note=note)
    for code, name, period, due_day in DUTIES:
        services.keep_obligation(actor=actor, duty=Duty(name, agencies[code], period, due_day))
    for platform, purpose, audiences, pillars, urgent in PURPOSES:
        services.set_purpose(
            actor=actor, platform=platform, purpose=purpose, audiences=audiences, pillars=pillars, urgent=urgent
        )
    services.mark_day(actor=actor, name="Pesta rakyat danau (contoh)", month=12, day=12)
    services.add_audience(actor=actor, name="Nelayan Danau Tempe")
