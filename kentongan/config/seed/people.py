"""The made-up people of the demo, with the decrees and training that give them their rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from kentongan.config.cast import PASSWORD
from kentongan.config.seed.governments import is_small
from kentongan.core import clock
from kentongan.organizations.actor import Actor, system
from kentongan.organizations.models import Agency, CalendarDay, Person, User
from kentongan.organizations.roles import Role
from kentongan.organizations.services import (
    record_appointment,
    record_competency,
    register_person,
    set_calendar_day,
)
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within


@dataclass(frozen=True, slots=True)
class Someone:
    """A made-up person; `level` is the training level, `appointed` 0 for no decree, -1 for one that has run out."""

    login: str
    name: str
    honorific: str
    position: str
    agency: str
    roles: tuple[Role, ...]
    level: int = 0
    appointed: int = 0


ADMIN, REVIEWER, LIAISON = Role.ADMIN, Role.REVIEWER, Role.LIAISON
APPROVER, COORDINATOR = Role.APPROVER, Role.COORDINATOR
WAJO = (
    Someone("ayu", "Ayu Larasati", "Bu", "Pranata Humas", "dinas-kesehatan", (ADMIN,), 2, 1),
    Someone("bima", "Bima Anugerah", "Pak", "Kepala Dinas Kesehatan", "dinas-kesehatan", (APPROVER,), 0, 1),
    Someone("citra", "Citra Melati", "Bu", "Pengelola Informasi", "dinas-pu", (ADMIN,), 1, 1),
    Someone("dewi", "Dewi Kencana", "Bu", "Tim redaksi", "diskominfo", (REVIEWER,), 2, 1),
    Someone("eko", "Eko Samudra", "Pak", "Kepala Bidang Komunikasi Publik", "diskominfo", (COORDINATOR,), 3, 1),
    Someone("fitri", "Fitri Maharani", "Bu", "Sekretaris Dinas PU", "dinas-pu", (LIAISON,), 0, 1),
    Someone("gilang", "Gilang Nusantara", "Pak", "Tim akun Bupati", "kepala-daerah", (Role.LEADER_TEAM,), 2, 1),
    Someone("hana", "Hana Puspita", "Bu", "Ketua tim krisis", "diskominfo", (Role.CRISIS_LEAD,), 3, 1),
    Someone("indra", "Indra Pelangi", "Pak", "PPID utama", "diskominfo", (Role.PPID,), 0, 1),
    Someone("joko", "Joko Purnama", "Pak", "Inspektur pembantu", "inspektorat", (Role.INSPECTOR,)),
    Someone("kartika", "Kartika Bintang", "Bu", "Auditor", "inspektorat", (Role.AUDITOR,)),
    Someone("lukman", "Lukman Cakrawala", "Pak", "Pelatih", "diskominfo", (Role.TRAINER,), 3),
    Someone("maya", "Maya Senandung", "Bu", "Juri", "bkpsdm", (Role.JURY,)),
    Someone("nur", "Nur Cahaya", "Bu", "Kepala Diskominfo", "diskominfo", (Role.HEAD, APPROVER), 0, 1),
    Someone("omar", "Omar Semesta", "Pak", "Pranata komputer", "diskominfo", (Role.ADMINISTRATOR,)),
    Someone("putri", "Putri Embun", "Bu", "Operator instalasi", "setda", (Role.OPERATOR,)),
    Someone("qori", "Qori Lazuardi", "Bu", "Kepala Bagian Protokol", "kepala-daerah", (APPROVER,), 0, 1),
    Someone("sekar", "Sekar Angkasa", "Bu", "Kepala Dinas PU", "dinas-pu", (APPROVER,), 0, 1),
    Someone("tirta", "Tirta Buana", "Pak", "Pengelola Informasi", "dinas-pu", (ADMIN,), 1, -1),
    Someone("udin", "Udin Pamungkas", "Pak", "Sekretaris", "dinas-kesehatan", (LIAISON,), 0, 1),
    Someone("vina", "Vina Rembulan", "Bu", "Sekretaris", "dlh", (LIAISON,), 0, 1),
    Someone("wulan", "Wulan Samitra", "Bu", "Sekretaris", "disdukcapil", (LIAISON,), 0, 1),
    Someone("yoga", "Yoga Baskara", "Pak", "Sekretaris", "dishub", (LIAISON,), 0, 1),
    Someone("zaki", "Zaki Mahardika", "Pak", "Sekretaris Camat", "kec-tempe", (LIAISON,), 0, 1),
    Someone("rosma", "Rosma Lazuli", "Bu", "Lurah Siengkang", "kel-siengkang", (LIAISON,), 0, 1),
)
OTHERS = {
    "palembang": Someone("palembang", "Laras Mentari", "Bu", "Koordinator", "diskominfo", (COORDINATOR, ADMIN), 2, 1),
    "bandung": Someone("bandung", "Panji Halimun", "Pak", "Koordinator", "diskominfo", (COORDINATOR, ADMIN), 2, 1),
    "samarinda": Someone("samarinda", "Intan Mahakam", "Bu", "Koordinator", "diskominfo", (COORDINATOR, ADMIN), 2, 1),
}
FOUNDING_DAYS = {"wajo": (3, 29)}


def people_of(code: str) -> tuple[Someone, ...]:
    """Give the made-up people of a government."""
    return WAJO if code == "wajo" else (OTHERS[code],)


def seed(government: Government) -> None:
    """Register people with their decrees and training; who is there stays as they are."""
    cast = people_of(government.code)
    users = _users([someone.login for someone in cast])
    with within(government.pk):
        actor = system(government.pk)
        agencies = {agency.code: agency for agency in Agency.objects.filter(government=government)}
        known = set(Person.objects.filter(government=government).values_list("user_id", flat=True))
        for number, someone in enumerate(cast, start=101):
            left_out = is_small() and someone.agency not in agencies  # a small seed has no kelurahan
            if users[someone.login].pk not in known and not left_out:
                _register(actor, someone, users[someone.login], agencies[someone.agency], number)
        _founding_day(actor, government.code)


def _users(logins: list[str]) -> dict[str, User]:
    known = {user.username: user for user in User.objects.filter(username__in=logins)}
    missing = [login for login in logins if login not in known]
    if missing:
        made = User.objects.bulk_create(User(username=login, password=_hashed()) for login in missing)
        known |= {user.username: user for user in made}
    return known


@cache
def _hashed() -> str:
    """One costly hash for all: the password is printed on the sign-in page anyway."""
    return make_password(PASSWORD)


def _register(actor: Actor, someone: Someone, user: User, agency: Agency, number: int) -> None:
    person = register_person(
        actor=actor,
        user=user,
        agency=agency,
        name=someone.name,
        honorific=someone.honorific,
        position=someone.position,
        roles=someone.roles,
    )
    year = clock.now().year
    if someone.appointed:
        first, last = (year - 1, year + 1) if someone.appointed > 0 else (year - 2, year - 1)
        record_appointment(
            actor=actor,
            person=person,
            agency=agency,
            number=f"188.45/{number}/CONTOH/{first}",
            starts=date(first, 1, 2),
            ends=date(last, 12, 31),
        )
    if someone.level:
        record_competency(
            actor=actor,
            person=person,
            level=someone.level,
            number=f"BIMTEK-CONTOH/{number}/{year - 1}",
            starts=date(year - 1, 1, 15),
            ends=date(year + 2, 1, 14),
        )


def _founding_day(actor: Actor, code: str) -> None:
    """Set an example of a day off that only this government has."""
    if code not in FOUNDING_DAYS:
        return
    day = date(clock.now().year + 1, *FOUNDING_DAYS[code])
    if not CalendarDay.objects.filter(government_id=actor.government_id, day=day).exists():
        set_calendar_day(actor=actor, day=day, is_working=False, name="Hari jadi (contoh)")
