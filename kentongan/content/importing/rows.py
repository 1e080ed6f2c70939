"""The way through one row, cell by cell. Pure: what it needs to know comes in as `Facts`."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from kentongan.content.fitting import is_web_address
from kentongan.content.importing.columns import LABELS, POSTS
from kentongan.content.importing.moments import HOW, HOW_HOUR, read_day, read_hour
from kentongan.content.importing.naming import channels_named, pillar_named
from kentongan.content.importing.outcomes import FIX, READY, SKIPPED, Outcome, Plan
from kentongan.content.importing.plan_names import each_named, named
from kentongan.content.rules import misfits, too_late
from kentongan.core.links import private_links
from kentongan.workbooks.cells import Cells, Remark
from kentongan.workbooks.refusals import CellRefusedError
from kentongan.workbooks.texts import line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kentongan.content.importing.outcomes import Facts
    from kentongan.workbooks.tables import Row, Table

LONGEST_TITLE, LONGEST_STORY, LONGEST_ALT, LONGEST_LINK = 160, 20_000, 1_000, 2_000
FAR = timedelta(days=366)
EXAMPLE = "contoh:"
ZONE_OFFSETS = {"wib": 7, "wita": 8, "wit": 9}


class Reading(Cells):
    """The way through one row of planned posts."""

    def __init__(self, row: Row, table: Table, facts: Facts) -> None:
        super().__init__(row, table, POSTS)
        self.facts, self.ambiguous = facts, False

    def outcome(self) -> Outcome:
        number = self.row.number
        if line(self.cell("title").text).lower().startswith(EXAMPLE):
            note = Remark("", "", "Baris contoh dari templat, dilewati.", "Anda boleh menghapusnya.")
            return Outcome(number, SKIPPED, Plan(title=line(self.cell("title").text)), notes=(note,))
        plan = self.plan()
        if self.reasons:
            kept, told = tuple(self.reasons), tuple(self.notes)
            mark = plan.mark(self.facts.agency_id) if plan.complete else ""
            return Outcome(number, FIX, plan, kept, notes=told, mark=mark, ambiguous=self.ambiguous)
        lacks = tuple(_lacks(plan, self.facts))
        return Outcome(number, READY, plan, (), lacks, tuple(self.notes), plan.mark(self.facts.agency_id))

    def plan(self) -> Plan:
        self.look()
        moment, known = self.moment(), self.facts.plan
        return Plan(
            title=self.words("title", LONGEST_TITLE, needed=True, one_line=True),
            story=self.words("story", LONGEST_STORY, needed=True),
            pillar=self.tried("pillar", lambda text: pillar_named(text, self.facts.pillars), ""),
            publish_at=moment,
            places=self.tried("channels", lambda text: channels_named(text, self.facts.places), ()),
            link=self.link(),
            alt=self.words("alt", LONGEST_ALT, one_line=True),
            programme=self.tried("programme", lambda text: named(text, known.programmes, "program"), None),
            campaign=self.tried("campaign", lambda text: named(text, known.campaigns, "kampanye"), None),
            audiences=self.tried("audiences", lambda text: each_named(text, known.audiences, "khalayak"), ()),
        )

    def link(self) -> str:
        text = line(self.cell("link").text) if self.usable("link") else ""
        if not text:
            return ""
        if not is_web_address(text) or private_links(text) or len(text) > LONGEST_LINK:
            self.refuse(
                "link",
                f"“{text[:60]}” bukan alamat yang dapat dibuka warga.",
                "Salin alamatnya dari peramban, lengkap dengan https:// di depannya.",
            )
        return text

    def moment(self) -> datetime | None:
        day, hour = self.day(), self.hour()
        if day is None:
            return None
        found, at, zone = day
        if hour:
            at, zone = hour
        if at is None:
            if self.usable("time") and not line(self.cell("time").text):
                self.refuse("time", "Jamnya masih kosong.", HOW_HOUR)
            return None
        return self.placed(datetime.combine(found, at, self.facts.zone), zone)

    def day(self) -> tuple[date, time | None, str] | None:
        if not self.usable("date"):
            return None
        if not line(self.cell("date").text):
            self.refuse("date", "Tanggalnya masih kosong.", HOW)
            return None
        try:
            return read_day(self.cell("date"), self.facts.order)
        except CellRefusedError as refusal:
            self.ambiguous = "dapat berarti" in refusal.sentence
            self.refuse("date", refusal.sentence, refusal.todo)
            return None

    def hour(self) -> tuple[time, str] | None:
        if not self.usable("time") or not line(self.cell("time").text):
            return None
        try:
            return read_hour(self.cell("time"))
        except CellRefusedError as refusal:
            self.refuse("time", refusal.sentence, refusal.todo)
            return None

    def placed(self, at: datetime, zone: str) -> datetime:
        offset = (at.utcoffset() or timedelta()) // timedelta(hours=1)
        if zone and ZONE_OFFSETS[zone] != offset:
            here = next((name.upper() for name, hours in ZONE_OFFSETS.items() if hours == offset), "waktu setempat")
            self.refuse(
                "time", f"Jamnya ditulis {zone.upper()}, sedangkan pemda ini memakai {here}.", f"Tulis dalam {here}."
            )
        if too_late(at, self.facts.now):
            self.refuse("date", "Waktu terbitnya sudah lewat.", "Pilih waktu yang masih akan datang.")
        elif at - self.facts.now > FAR:
            self.note("date", "Waktunya lebih dari setahun lagi.", "Periksa tahunnya.")
        if name := self.facts.holiday(at.date()):
            self.note("date", f"Hari libur: {name}.", "Pastikan memang perlu terbit pada hari itu.")
        return at


def _lacks(plan: Plan, facts: Facts) -> Iterator[Remark]:
    """What the draft still needs before it can be submitted; and links that a channel shows nowhere."""
    for sentence, remedy in facts.findings(f"{plan.title}\n{plan.story}\n{plan.link}"):
        yield Remark("", LABELS["story"], sentence, remedy)
    for host in private_links(f"{plan.title}\n{plan.story}"):
        yield Remark("", LABELS["story"], f"Tautan ke {host} tidak dapat dibuka warga.", "Ganti alamatnya.")
    for place in plan.places:
        title = plan.title if place.able.title is not None else ""
        for misfit in misfits(place.platform_name, place.able, plan.story, title, ()):
            yield Remark("", place.name, misfit.sentence, misfit.remedy)
